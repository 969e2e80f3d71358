import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type BundleOptions, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

type WebpackConfigHook = NonNullable<BundleOptions['webpackConfigHook']>;

/** Sources name each other as the compiled files will be called; the bundler reads the sources. */
const readTypeScript: WebpackConfigHook = (config) => ({
  ...config,
  resolve: { ...config.resolve, extensionAlias: { '.js': ['.ts', '.js'] } },
});

/**
 * Bundles all workflows as they run in production; tests use this same function.
 * @param workflowsPath the file that exports every workflow
 * @throws when a workflow imports what cannot run in the sandbox, or does not compile
 */
export function bundleWorkflows(workflowsPath = workflowsSource()): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({ workflowsPath, webpackConfigHook: readTypeScript, logger: quiet });
}

/** The source file that exports every workflow, seen from this file in the sources or under dist/. */
function workflowsSource(): string {
  const project = import.meta.url.replace(/(\/dist)?\/libs\/temporal\/[^/]+$/, '/');
  return fileURLToPath(new URL('workflows/index.ts', project));
}

const nothing = () => undefined;
/** Webpack's statistics help nobody; what fails is thrown. */
const quiet: NonNullable<BundleOptions['logger']> = {
  log: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
