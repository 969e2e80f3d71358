import { deflateSync } from 'node:zlib';
import { zipOf, type ZipPart } from './zip.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const office = 'application/vnd.openxmlformats-officedocument';

const contentTypes = (main: string, part: string, more = ''): ZipPart => ({
  name: '[Content_Types].xml',
  content: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>${more}<Override PartName="/${part}" ContentType="${main}"/></Types>`,
});

/** A paragraph of runs, as a word processor splits text. */
export const paragraph = (...runs: string[]): string =>
  `<w:p><w:pPr/>${runs.map((run) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${run}</w:t></w:r>`).join('')}</w:p>`;

interface DocxOptions {
  readonly body?: string;
  readonly parts?: readonly ZipPart[];
  readonly mainType?: string;
  readonly moreTypes?: string;
}

/** A Word document. */
export const docx = ({
  body = paragraph('季度工作报告'),
  parts = [],
  mainType = `${office}.wordprocessingml.document.main+xml`,
  moreTypes = '',
}: DocxOptions = {}): Buffer =>
  zipOf([
    contentTypes(mainType, 'word/document.xml', moreTypes),
    {
      name: 'word/document.xml',
      content: `${XML}<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    },
    ...parts,
  ]);

/** A relationship of the document's main part. */
export const relationship = (type: string, target: string, mode = 'External'): ZipPart => ({
  name: 'word/_rels/document.xml.rels',
  content: `${XML}<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="${mode}"/></Relationships>`,
});

/** A workbook whose one sheet has these cells below each other. */
export const xlsx = (cells: readonly string[], sheetEnd = '', parts: readonly ZipPart[] = []): Buffer =>
  zipOf([
    contentTypes(`${office}.spreadsheetml.sheet.main+xml`, 'xl/workbook.xml'),
    { name: 'xl/workbook.xml', content: `${XML}<workbook/>` },
    {
      name: 'xl/sharedStrings.xml',
      content: `${XML}<sst>${cells.map((cell) => `<si><t>${cell}</t></si>`).join('')}</sst>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: `${XML}<worksheet><sheetData/>${sheetEnd}</worksheet>` },
    { name: 'xl/printerSettings/printerSettings1.bin', content: Buffer.from([0, 1, 2, 3]) },
    ...parts,
  ]);

export const pptx = (text: string): Buffer =>
  zipOf([
    contentTypes(`${office}.presentationml.presentation.main+xml`, 'ppt/presentation.xml'),
    { name: 'ppt/presentation.xml', content: `${XML}<p:presentation/>` },
    {
      name: 'ppt/slides/slide1.xml',
      content: `${XML}<p:sld><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`,
    },
  ]);

/** A page of an OFD document: each run with where it stands. */
export const ofd = (runs: readonly (readonly [boundary: string, text: string])[]): Buffer =>
  zipOf([
    { name: 'OFD.xml', content: `${XML}<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>` },
    {
      name: 'Doc_0/Pages/Page_0/Content.xml',
      content: `${XML}<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">${runs.map(([boundary, text]) => `<ofd:TextObject Boundary="${boundary}"><ofd:TextCode>${text}</ofd:TextCode></ofd:TextObject>`).join('')}</ofd:Page>`,
    },
  ]);

interface PdfOptions {
  /** Each line, at its height on the page. */
  readonly lines?: readonly string[];
  /** Added to the catalogue, and as objects of their own. */
  readonly catalogue?: string;
  readonly page?: string;
  readonly objects?: readonly string[];
  readonly trailer?: string;
}

/** A PDF whose Chinese text is set in a font that is not embedded. */
export function pdf({
  lines = ['季度工作报告'],
  catalogue = '',
  page = '',
  objects = [],
  trailer = '',
}: PdfOptions = {}): Buffer {
  const hex = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const body = lines
    .map((line, index) => `BT /F1 12 Tf 50 ${780 - 20 * index} Td <${hex(line)}> Tj ET`)
    .join('\n');
  const all = [
    `<</Type/Catalog/Pages 2 0 R${catalogue}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${page}>>`,
    `<</Length ${body.length}>>\nstream\n${body}\nendstream`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 7 0 R>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent 200/CapHeight 700/StemV 80>>',
    ...objects,
  ];
  let text = '%PDF-1.7\n';
  const offsets = all.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const xref = `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${entries}`;
  const end = `trailer\n<</Root 1 0 R/Size ${all.length + 1}${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + xref + end, 'latin1');
}

/** A stream object of a PDF, deflated. */
export const deflated = (dictionary: string, content: string | Buffer): string => {
  const packed = deflateSync(content);
  return `<<${dictionary}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n${packed.toString('latin1')}\nendstream`;
};

/** One grey pixel. */
export const png = (): Buffer =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  );

/** The frame of a JPEG: enough for what looks at it from outside. */
export const jpeg = (end = '\xff\xd9'): Buffer =>
  Buffer.from(
    `\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xda\x00\x02${'\x12\x34'.repeat(200)}${end}`,
    'latin1',
  );
