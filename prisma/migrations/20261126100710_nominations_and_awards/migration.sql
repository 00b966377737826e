-- CreateTable
CREATE TABLE "Nomination" (
    "id" UUID NOT NULL,
    "period" CHAR(7) NOT NULL,
    "award" TEXT NOT NULL,
    "nominatorId" UUID NOT NULL,
    "nomineeId" UUID NOT NULL,
    "nominatorTurn" INTEGER NOT NULL,
    "pairTurn" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "principles" TEXT[],
    "evidenceContactId" UUID,
    "state" TEXT NOT NULL DEFAULT 'open',
    "policyId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Nomination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Award" (
    "id" UUID NOT NULL,
    "award" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "policyId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'shortlist',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "announceBy" CHAR(10) NOT NULL,
    "shortlistedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,
    "praise" TEXT,
    "previewedAt" TIMESTAMPTZ(3),
    "postedById" UUID,
    "postedAt" TIMESTAMPTZ(3),
    "groupCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Award_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AwardWinner" (
    "id" UUID NOT NULL,
    "awardId" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "personId" UUID,
    "team" TEXT,
    "ideaNumber" INTEGER,
    "facts" JSONB NOT NULL,
    "certificateNumber" TEXT NOT NULL,
    "amountFen" INTEGER,
    "paidMarkedById" UUID,
    "paidMarkedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AwardWinner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MajorCase" (
    "id" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "handledById" UUID NOT NULL,
    "markedById" UUID NOT NULL,
    "resolvedOn" CHAR(10) NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MajorCase_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Nomination_period_award_idx" ON "Nomination"("period", "award");

-- CreateIndex
CREATE INDEX "Nomination_nomineeId_idx" ON "Nomination"("nomineeId");

-- CreateIndex
CREATE UNIQUE INDEX "Nomination_period_nominatorId_nominatorTurn_key" ON "Nomination"("period", "nominatorId", "nominatorTurn");

-- CreateIndex
CREATE UNIQUE INDEX "Nomination_period_nominatorId_nomineeId_pairTurn_key" ON "Nomination"("period", "nominatorId", "nomineeId", "pairTurn");

-- CreateIndex
CREATE INDEX "Award_state_idx" ON "Award"("state");

-- CreateIndex
CREATE UNIQUE INDEX "Award_award_period_key" ON "Award"("award", "period");

-- CreateIndex
CREATE UNIQUE INDEX "AwardWinner_certificateNumber_key" ON "AwardWinner"("certificateNumber");

-- CreateIndex
CREATE INDEX "AwardWinner_personId_idx" ON "AwardWinner"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "AwardWinner_awardId_personId_key" ON "AwardWinner"("awardId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "AwardWinner_awardId_team_key" ON "AwardWinner"("awardId", "team");

-- CreateIndex
CREATE UNIQUE INDEX "AwardWinner_awardId_place_key" ON "AwardWinner"("awardId", "place");

-- CreateIndex
CREATE UNIQUE INDEX "MajorCase_contactId_key" ON "MajorCase"("contactId");

-- CreateIndex
CREATE INDEX "MajorCase_resolvedOn_idx" ON "MajorCase"("resolvedOn");

-- AddForeignKey
ALTER TABLE "AwardWinner" ADD CONSTRAINT "AwardWinner_awardId_fkey" FOREIGN KEY ("awardId") REFERENCES "Award"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_not_oneself" CHECK ("nominatorId" <> "nomineeId");
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_turns_count_from_1" CHECK ("nominatorTurn" >= 1 AND "pairTurn" >= 1);
ALTER TABLE "AwardWinner" ADD CONSTRAINT "AwardWinner_person_or_team" CHECK (("personId" IS NULL) <> ("team" IS NULL));
ALTER TABLE "AwardWinner" ADD CONSTRAINT "AwardWinner_amount_not_negative" CHECK ("amountFen" >= 0);
ALTER TABLE "AwardWinner" ADD CONSTRAINT "AwardWinner_paid_by_somebody" CHECK (("paidMarkedById" IS NULL) = ("paidMarkedAt" IS NULL));

-- What was announced stays as it was announced, but for the mark that it was paid.
CREATE FUNCTION award_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an award that was posted is never changed or removed';
END
$$;
CREATE TRIGGER "Award_is_final" BEFORE UPDATE OR DELETE ON "Award"
  FOR EACH ROW WHEN (OLD."state" = 'posted') EXECUTE FUNCTION award_is_final();
CREATE FUNCTION award_winner_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND
    (NEW."awardId", NEW."personId", NEW."team", NEW."ideaNumber", NEW."facts", NEW."certificateNumber")
    IS NOT DISTINCT FROM
    (OLD."awardId", OLD."personId", OLD."team", OLD."ideaNumber", OLD."facts", OLD."certificateNumber")
  THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM "Award" a WHERE a."id" = OLD."awardId" AND a."state" = 'posted') THEN
    RAISE EXCEPTION 'a winner that was announced is never changed or removed';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER "AwardWinner_is_final" BEFORE UPDATE OR DELETE ON "AwardWinner"
  FOR EACH ROW EXECUTE FUNCTION award_winner_is_final();
