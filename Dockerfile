# syntax=docker/dockerfile:1

# Everything that is needed to build; nothing of this stage but dist/ reaches the image.
FROM node:24-slim AS build
WORKDIR /app
# Before the sources, so that a change of them installs nothing anew. What `prepare` would do is done below.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

# What runs needs: no compiler, no test, no package's install script.
FROM node:24-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY prisma/schema.prisma ./prisma/schema.prisma
COPY prisma/migrations ./prisma/migrations
# The program itself belongs to root: it can change nothing but its data.
RUN install --directory --owner=node --group=node --mode=700 /data
USER node
VOLUME /data
EXPOSE 3000
# Asked by node itself, as the image has no other client. A worker serves no HTTP: switch it off there.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# It stops by itself on SIGTERM, but as the first process it would be deaf to it while it starts: run it with --init.
ENTRYPOINT ["node", "--enable-source-maps", "dist/src/cli.js"]
CMD ["server"]
