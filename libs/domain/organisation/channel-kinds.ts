/** What an institution publishes through. Only its own: nobody's private account has a kind here. */
export const CHANNEL_KINDS = [
  'website',
  'institution-account',
  'short-video',
  'newsletter',
  'board',
  'banner',
  'screen',
  'leaflet',
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
