# The bot in a container: Node, the packages that it needs to run, and its sources, which Node runs as they are.
#   docker build -t portolan .
# compose.yaml runs it with PostgreSQL; docs/operations.md says how.

# The Node that package.json pins for checkouts; test/deployment holds the two together.
ARG NODE=node:24.21.0-slim

FROM ${NODE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs its install script to run. The optional ones are Node itself, which the image has.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM ${NODE}
ENV NODE_ENV=production \
    PORT=3978 \
    PORTOLAN_DATA=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY bin ./bin
COPY src ./src
# The only place that is written to; all else may be mounted read-only.
RUN mkdir /data && chown node:node /data && chmod 0700 /data
VOLUME /data
USER node
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# SIGTERM lets running requests end, which takes at most 25 seconds: stop it with `--stop-timeout 30`.
STOPSIGNAL SIGTERM
CMD ["node", "bin/portolan.js", "start"]
