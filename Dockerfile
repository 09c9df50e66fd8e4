# The portal in production. Two images from one file:
#   docker build --target portal -t atlas .        the server alone, as small as Next makes it
#   docker build --target tools  -t atlas-tools .  the operators' commands (migrate, reference load, import …)
FROM node:24-slim AS sources
WORKDIR /atlas
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
# Install scripts are not needed, and one of them would try to download.
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY . .

# Needs no database and takes no configuration: one image serves everywhere.
FROM sources AS build
RUN npm run build

FROM sources AS tools
# The commands write nothing beside the database; the launcher keeps its few notes here.
ENV ATLAS_DATA_DIR=/var/lib/atlas
RUN node lib/launcher/start.mjs atlas --help >/dev/null \
  && mkdir -p /var/lib/atlas && chown node:node /var/lib/atlas
USER node
ENTRYPOINT ["node", "lib/launcher/start.mjs", "atlas"]
CMD ["--help"]

FROM node:24-slim AS portal
WORKDIR /atlas
# NEXT_MANUAL_SIG_HANDLE: the portal itself ends requests under way and closes its pool when it is told to stop.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 NEXT_MANUAL_SIG_HANDLE=1 HOSTNAME=0.0.0.0 PORT=3000
COPY --from=build /atlas/.next/standalone ./
# Owned by root and read only: the server needs to write nothing.
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
