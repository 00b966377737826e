-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "employeeNo" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "team" TEXT,
    "roles" TEXT[],
    "level" TEXT,
    "hiredAt" TEXT,
    "email" TEXT,
    "mobile" TEXT,
    "managerNo" TEXT,
    "language" TEXT NOT NULL DEFAULT 'zh',
    "status" TEXT NOT NULL DEFAULT 'active',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "appId" TEXT NOT NULL,
    "platformUserId" TEXT NOT NULL,
    "unreachableReason" TEXT,
    "unreachableAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BindRequest" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "appId" TEXT NOT NULL,
    "platformUserId" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "decidedBy" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BindRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Chat" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "appId" TEXT NOT NULL,
    "platformChatId" TEXT NOT NULL,
    "name" TEXT,
    "isBotMember" BOOLEAN NOT NULL DEFAULT true,
    "unreachableReason" TEXT,
    "unreachableAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "channel" TEXT,
    "direction" TEXT,
    "scene" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "localDate" CHAR(10) NOT NULL,
    "agentId" UUID NOT NULL,
    "customerRef" BYTEA,
    "turnCount" INTEGER NOT NULL DEFAULT 0,
    "turns" BYTEA,
    "maskedTurns" JSONB,
    "keyVersion" INTEGER NOT NULL DEFAULT 1,
    "metrics" JSONB NOT NULL DEFAULT '{}',
    "drawnAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PolicyVersion" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "effectiveFrom" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "loadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PolicyVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SeedCommitment" (
    "localDate" CHAR(10) NOT NULL,
    "seedHash" TEXT NOT NULL,
    "sealedSeed" BYTEA NOT NULL,
    "keyVersion" INTEGER NOT NULL DEFAULT 1,
    "committedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SeedCommitment_pkey" PRIMARY KEY ("localDate")
);

-- CreateTable
CREATE TABLE "Draw" (
    "id" TEXT NOT NULL,
    "localDate" CHAR(10) NOT NULL,
    "policyId" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "generator" TEXT NOT NULL,
    "generatorVersion" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "seedHash" TEXT NOT NULL,
    "committedAt" TIMESTAMPTZ(3) NOT NULL,
    "drawnAt" TIMESTAMPTZ(3) NOT NULL,
    "frameHash" TEXT NOT NULL,
    "selected" JSONB NOT NULL,
    "unassigned" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "Draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DrawFrame" (
    "drawId" TEXT NOT NULL,
    "agentId" UUID NOT NULL,
    "contactIds" UUID[],

    CONSTRAINT "DrawFrame_pkey" PRIMARY KEY ("drawId","agentId")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL,
    "drawId" TEXT,
    "contactId" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "scorerId" UUID NOT NULL,
    "policyId" TEXT NOT NULL,
    "scorecardId" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "localDate" CHAR(10) NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closedReason" TEXT,
    "cardIssue" INTEGER NOT NULL DEFAULT 1,
    "cardIssuedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskMove" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TaskMove_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evaluation" (
    "id" UUID NOT NULL,
    "taskId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "isCurrent" BOOLEAN NOT NULL DEFAULT true,
    "contactId" UUID NOT NULL,
    "agentId" UUID NOT NULL,
    "scorerId" UUID NOT NULL,
    "mark" TEXT NOT NULL,
    "policyId" TEXT NOT NULL,
    "scorecardId" TEXT NOT NULL,
    "scorecardVersion" TEXT NOT NULL,
    "localDate" CHAR(10) NOT NULL,
    "score" DOUBLE PRECISION,
    "ruledScore" DOUBLE PRECISION,
    "criticalFailures" TEXT[],
    "items" JSONB NOT NULL,
    "evidence" JSONB NOT NULL,
    "comment" TEXT,
    "scoredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboxEvent" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "handledAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboxEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "platform" TEXT,
    "appId" TEXT,
    "verb" TEXT NOT NULL,
    "destinationKind" TEXT,
    "destinationId" TEXT,
    "personId" UUID,
    "target" TEXT,
    "version" SERIAL NOT NULL,
    "card" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "firstTriedAt" TIMESTAMPTZ(3),
    "lastTriedAt" TIMESTAMPTZ(3),
    "mayHaveArrivedAt" TIMESTAMPTZ(3),
    "platformMessageId" TEXT,
    "platformChatId" TEXT,
    "lastCode" TEXT,
    "lastReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RhythmRun" (
    "rhythm" TEXT NOT NULL,
    "localDate" CHAR(10) NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RhythmRun_pkey" PRIMARY KEY ("rhythm","localDate")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "whoId" UUID,
    "did" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Person_employeeNo_key" ON "Person"("employeeNo");

-- CreateIndex
CREATE INDEX "Person_name_idx" ON "Person"("name");

-- CreateIndex
CREATE INDEX "Identity_personId_idx" ON "Identity"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_platform_appId_platformUserId_key" ON "Identity"("platform", "appId", "platformUserId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_platform_appId_personId_key" ON "Identity"("platform", "appId", "personId");

-- CreateIndex
CREATE INDEX "BindRequest_platform_appId_platformUserId_idx" ON "BindRequest"("platform", "appId", "platformUserId");

-- CreateIndex
CREATE UNIQUE INDEX "Chat_platform_appId_platformChatId_key" ON "Chat"("platform", "appId", "platformChatId");

-- CreateIndex
CREATE INDEX "Contact_localDate_agentId_idx" ON "Contact"("localDate", "agentId");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_source_externalId_key" ON "Contact"("source", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyVersion_sha256_key" ON "PolicyVersion"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "Draw_localDate_key" ON "Draw"("localDate");

-- CreateIndex
CREATE INDEX "Task_scorerId_localDate_idx" ON "Task"("scorerId", "localDate");

-- CreateIndex
CREATE INDEX "Task_state_dueAt_idx" ON "Task"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Task_contactId_idx" ON "Task"("contactId");

-- CreateIndex
CREATE INDEX "TaskMove_taskId_idx" ON "TaskMove"("taskId");

-- CreateIndex
CREATE INDEX "Evaluation_agentId_isCurrent_localDate_idx" ON "Evaluation"("agentId", "isCurrent", "localDate");

-- CreateIndex
CREATE INDEX "Evaluation_scorerId_localDate_idx" ON "Evaluation"("scorerId", "localDate");

-- CreateIndex
CREATE UNIQUE INDEX "Evaluation_taskId_revision_key" ON "Evaluation"("taskId", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "InboxEvent_key_key" ON "InboxEvent"("key");

-- CreateIndex
CREATE INDEX "InboxEvent_state_dueAt_idx" ON "InboxEvent"("state", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_key_key" ON "OutboxMessage"("key");

-- CreateIndex
CREATE INDEX "OutboxMessage_state_dueAt_idx" ON "OutboxMessage"("state", "dueAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_target_idx" ON "OutboxMessage"("target");

-- CreateIndex
CREATE INDEX "OutboxMessage_lastTriedAt_idx" ON "OutboxMessage"("lastTriedAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_platformMessageId_idx" ON "OutboxMessage"("platformMessageId");

-- CreateIndex
CREATE INDEX "AuditEntry_what_idx" ON "AuditEntry"("what");

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DrawFrame" ADD CONSTRAINT "DrawFrame_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "Draw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "Draw"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskMove" ADD CONSTRAINT "TaskMove_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evaluation" ADD CONSTRAINT "Evaluation_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
