-- CreateTable
CREATE TABLE "MonthClose" (
    "id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "policyId" TEXT NOT NULL,
    "closedById" UUID,
    "frozenAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" UUID,
    "publishedAt" TIMESTAMPTZ(3),
    "appealUntil" CHAR(10),
    "finalAt" TIMESTAMPTZ(3),
    "cause" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "MonthClose_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MonthResult" (
    "closeId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "team" TEXT,
    "reviewerId" UUID,
    "presence" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "measures" JSONB NOT NULL,
    "parts" JSONB NOT NULL,
    "total" DOUBLE PRECISION,
    "grade" TEXT,
    "factor" DOUBLE PRECISION,
    "held" TEXT,
    "heldReason" TEXT,

    CONSTRAINT "MonthResult_pkey" PRIMARY KEY ("closeId","personId")
);

-- CreateTable
CREATE TABLE "MonthReview" (
    "closeId" UUID NOT NULL,
    "supervisorId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "MonthReview_pkey" PRIMARY KEY ("closeId","supervisorId")
);

-- CreateTable
CREATE TABLE "MonthRemark" (
    "closeId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "isHold" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MonthRemark_pkey" PRIMARY KEY ("closeId","personId")
);

-- CreateTable
CREATE TABLE "MonthCorrection" (
    "id" UUID NOT NULL,
    "month" CHAR(7) NOT NULL,
    "personId" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "appliedVersion" INTEGER,

    CONSTRAINT "MonthCorrection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "MonthClose_month_version_key" ON "MonthClose"("month", "version");

-- CreateIndex
CREATE INDEX "MonthResult_personId_idx" ON "MonthResult"("personId");

-- CreateIndex
CREATE INDEX "MonthResult_closeId_reviewerId_idx" ON "MonthResult"("closeId", "reviewerId");

-- CreateIndex
CREATE INDEX "MonthReview_supervisorId_idx" ON "MonthReview"("supervisorId");

-- CreateIndex
CREATE UNIQUE INDEX "MonthCorrection_cause_key" ON "MonthCorrection"("cause");

-- CreateIndex
CREATE INDEX "MonthCorrection_month_appliedVersion_idx" ON "MonthCorrection"("month", "appliedVersion");

-- AddForeignKey
ALTER TABLE "MonthResult" ADD CONSTRAINT "MonthResult_closeId_fkey" FOREIGN KEY ("closeId") REFERENCES "MonthClose"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MonthReview" ADD CONSTRAINT "MonthReview_closeId_fkey" FOREIGN KEY ("closeId") REFERENCES "MonthClose"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MonthRemark" ADD CONSTRAINT "MonthRemark_closeId_fkey" FOREIGN KEY ("closeId") REFERENCES "MonthClose"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "MonthClose" ADD CONSTRAINT "MonthClose_state_known"
  CHECK ("state" IN ('draft', 'published', 'final', 'replaced'));
ALTER TABLE "MonthClose" ADD CONSTRAINT "MonthClose_version_from_one" CHECK ("version" >= 1);
ALTER TABLE "MonthResult" ADD CONSTRAINT "MonthResult_total_in_scale" CHECK ("total" BETWEEN 0 AND 100);
-- Who is held has no result, and the other way round.
ALTER TABLE "MonthResult" ADD CONSTRAINT "MonthResult_held_or_not" CHECK ("total" IS NOT NULL OR "held" IS NOT NULL);

-- One draft and one standing version of a month at most, whoever presses at the same moment.
ALTER TABLE "MonthClose" ADD CONSTRAINT "MonthClose_one_draft"
  EXCLUDE USING btree ("month" WITH =) WHERE ("state" = 'draft');
ALTER TABLE "MonthClose" ADD CONSTRAINT "MonthClose_one_standing"
  EXCLUDE USING btree ("month" WITH =) WHERE ("state" IN ('published', 'final'));

-- What was published stays as it was: its results are never changed or removed.
CREATE FUNCTION month_result_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT "state" FROM "MonthClose" WHERE id = OLD."closeId") <> 'draft' THEN
    RAISE EXCEPTION 'results of a published month are never changed or removed';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER "MonthResult_is_kept" BEFORE UPDATE OR DELETE ON "MonthResult"
  FOR EACH ROW EXECUTE FUNCTION month_result_is_kept();
