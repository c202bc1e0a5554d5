# One image for the five services and for `floatchat setup`: the command says which one runs.
#   docker build -t floatchat .
#   docker run floatchat services/parser/src/main.ts

# Node as Debian has it; any image with Node 24 and npm will do.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS fetched
WORKDIR /app
ENV CI=true PNPM=pnpm@10.34.8
# Fetched by the lock file alone, so that a change of code downloads nothing.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY patches patches
RUN npx -y $PNPM fetch --prod
COPY . .

FROM fetched AS console
RUN npx -y $PNPM install --prod --offline --frozen-lockfile --filter @floatchat/console \
 && node apps/console/scripts/build.ts

FROM fetched AS installed
RUN npx -y $PNPM install --prod --offline --frozen-lockfile --filter './services/*...' --filter '@floatchat/cli...' \
 && rm -rf apps/console

FROM ${NODE_IMAGE}
WORKDIR /app
COPY --from=installed /app .
COPY --from=console /app/apps/console/dist apps/console/dist
# By number: an orchestrator that forbids root can see that this is none.
USER 1000:1000
ENV NODE_ENV=production HEALTH_HOST=0.0.0.0
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning"]
CMD ["services/gateway/src/main.ts"]
