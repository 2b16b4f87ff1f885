# The gateway, its command and mock-cbp in one image. Simulated: nothing in it reaches CBP.
#
#   docker build -t gate321 .
#   docker run --rm -p 127.0.0.1:3321:3321 -e GATE321_API_KEY=... -v gate321:/data --read-only gate321

# What runs needs no compiler and no install script: better-sqlite3 brings its binaries.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3321 GATE321_DATA=/data \
  MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=131072
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY scripts/gate321.mjs scripts/mock.mjs scripts/start.mjs ./scripts/
COPY src ./src
COPY mock-cbp ./mock-cbp
# The mock keeps what its sources are without their types; a root that is read-only takes no cache.
RUN node --max-semi-space-size=8 --heap-growing-percent=60 --no-concurrent-recompilation scripts/mock.mjs prepare \
  && ln -s /app/scripts/gate321.mjs /usr/local/bin/gate321 \
  && mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3321
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "--heap-growing-percent=40", "--v8-pool-size=1", "--no-allocation-site-pretenuring", "scripts/start.mjs"]
