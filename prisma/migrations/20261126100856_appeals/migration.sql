-- CreateTable
CREATE TABLE "Appeal" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "about" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "firstId" UUID,
    "agentId" UUID NOT NULL,
    "taskId" UUID,
    "evaluationId" UUID,
    "scorerId" UUID,
    "itemId" TEXT,
    "month" CHAR(7),
    "metric" TEXT,
    "given" DOUBLE PRECISION,
    "proposed" DOUBLE PRECISION,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "level" TEXT NOT NULL,
    "judgeId" UUID,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "policyId" TEXT NOT NULL,
    "filedOn" CHAR(10) NOT NULL,
    "windowUntil" CHAR(10) NOT NULL,
    "answerBy" CHAR(10) NOT NULL,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "escalatedAt" TIMESTAMPTZ(3),
    "cardIssue" INTEGER NOT NULL DEFAULT 1,
    "cardIssuedAt" TIMESTAMPTZ(3) NOT NULL,
    "ruling" TEXT,
    "ruledValue" DOUBLE PRECISION,
    "rulingReason" TEXT,
    "ruledById" UUID,
    "ruledAt" TIMESTAMPTZ(3),
    "ruledOn" CHAR(10),
    "workingDays" INTEGER,
    "ruledEvaluationId" UUID,

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AppealEvent" (
    "appealId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" UUID,
    "did" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "judgeId" UUID,
    "note" TEXT,

    CONSTRAINT "AppealEvent_pkey" PRIMARY KEY ("appealId","revision")
);

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_number_key" ON "Appeal"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_firstId_key" ON "Appeal"("firstId");

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_ruledEvaluationId_key" ON "Appeal"("ruledEvaluationId");

-- CreateIndex
CREATE INDEX "Appeal_subject_idx" ON "Appeal"("subject");

-- CreateIndex
CREATE INDEX "Appeal_state_answerBy_idx" ON "Appeal"("state", "answerBy");

-- CreateIndex
CREATE INDEX "Appeal_agentId_filedAt_idx" ON "Appeal"("agentId", "filedAt");

-- CreateIndex
CREATE INDEX "Appeal_judgeId_state_idx" ON "Appeal"("judgeId", "state");

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_firstId_fkey" FOREIGN KEY ("firstId") REFERENCES "Appeal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AppealEvent" ADD CONSTRAINT "AppealEvent_appealId_fkey" FOREIGN KEY ("appealId") REFERENCES "Appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One appeal of each place about one subject; its second hearing carries the same place.
CREATE UNIQUE INDEX "Appeal_once" ON "Appeal" ("subject", "ordinal") WHERE "firstId" IS NULL;
-- Nothing is appealed twice at the same time.
CREATE UNIQUE INDEX "Appeal_one_open" ON "Appeal" ("subject") WHERE "state" = 'open';
-- Nobody judges their own score, neither the one they gave nor the one they got.
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_judge_is_another"
  CHECK ("judgeId" IS DISTINCT FROM "agentId" AND ("judgeId" IS NULL OR "judgeId" IS DISTINCT FROM "scorerId"));
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_names_its_subject" CHECK (
  ("about" = 'evaluation' AND num_nulls("taskId", "evaluationId", "scorerId", "itemId") = 0) OR
  ("about" = 'month' AND num_nulls("month", "metric") = 0));
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_ruling_is_whole" CHECK (
  CASE "state" WHEN 'ruled' THEN num_nulls("ruling", "ruledAt", "ruledOn", "workingDays") = 0
    ELSE num_nulls("ruling", "ruledAt", "ruledOn", "workingDays") = 4 END);
-- An appeal never lowers a rating.
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_never_lowers" CHECK (
  "about" <> 'evaluation' OR "ruledValue" IS NULL OR "given" IS NULL OR "ruledValue" >= "given");
-- Who rules is another; nobody ruled in time: then it is what the agent proposed.
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_ruled_by_another" CHECK (
  "ruledById" IS DISTINCT FROM "agentId" AND ("ruledById" IS NULL OR "ruledById" IS DISTINCT FROM "scorerId"));
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_late_is_granted" CHECK (
  "state" <> 'ruled' OR "ruledById" IS NOT NULL OR "ruling" = 'proposed');
