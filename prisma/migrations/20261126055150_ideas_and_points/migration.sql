-- CreateTable
CREATE TABLE "Idea" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "authorId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "links" TEXT[],
    "category" TEXT,
    "state" TEXT NOT NULL DEFAULT 'new',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "policyId" TEXT NOT NULL,
    "reviewerId" UUID,
    "escalatedToId" UUID,
    "reviewSince" TIMESTAMPTZ(3),
    "mergedIntoId" UUID,
    "beforeMerge" TEXT,
    "metric" TEXT,
    "scope" TEXT,
    "adoptedOn" CHAR(10),
    "startedOn" CHAR(10),
    "implementedOn" CHAR(10),
    "effect" JSONB,
    "verdict" TEXT,
    "awardReadyAt" TIMESTAMPTZ(3),
    "cardIssue" INTEGER NOT NULL DEFAULT 1,
    "cardIssuedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Idea_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdeaSupport" (
    "ideaId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdeaSupport_pkey" PRIMARY KEY ("ideaId","personId")
);

-- CreateTable
CREATE TABLE "IdeaEvent" (
    "ideaId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" UUID,
    "did" TEXT NOT NULL,
    "fromState" TEXT NOT NULL,
    "toState" TEXT NOT NULL,
    "note" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "IdeaEvent_pkey" PRIMARY KEY ("ideaId","revision")
);

-- CreateTable
CREATE TABLE "PointEntry" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "amount" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "refersToId" UUID,
    "ideaNumber" INTEGER,
    "itemId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PointEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Redemption" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "itemId" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "policyId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'requested',
    "entryId" UUID NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "Redemption_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Idea_number_key" ON "Idea"("number");

-- CreateIndex
CREATE INDEX "Idea_authorId_idx" ON "Idea"("authorId");

-- CreateIndex
CREATE INDEX "Idea_state_idx" ON "Idea"("state");

-- CreateIndex
CREATE INDEX "Idea_reviewerId_idx" ON "Idea"("reviewerId");

-- CreateIndex
CREATE INDEX "Idea_mergedIntoId_idx" ON "Idea"("mergedIntoId");

-- CreateIndex
CREATE UNIQUE INDEX "PointEntry_cause_key" ON "PointEntry"("cause");

-- CreateIndex
CREATE INDEX "PointEntry_personId_at_idx" ON "PointEntry"("personId", "at");

-- CreateIndex
CREATE INDEX "PointEntry_refersToId_idx" ON "PointEntry"("refersToId");

-- CreateIndex
CREATE UNIQUE INDEX "Redemption_entryId_key" ON "Redemption"("entryId");

-- CreateIndex
CREATE INDEX "Redemption_itemId_state_idx" ON "Redemption"("itemId", "state");

-- CreateIndex
CREATE INDEX "Redemption_personId_idx" ON "Redemption"("personId");

-- AddForeignKey
ALTER TABLE "Idea" ADD CONSTRAINT "Idea_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Idea"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdeaSupport" ADD CONSTRAINT "IdeaSupport_ideaId_fkey" FOREIGN KEY ("ideaId") REFERENCES "Idea"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IdeaEvent" ADD CONSTRAINT "IdeaEvent_ideaId_fkey" FOREIGN KEY ("ideaId") REFERENCES "Idea"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "PointEntry" ADD CONSTRAINT "PointEntry_amount_not_zero" CHECK ("amount" <> 0);

-- The ledger only grows: a mistake is taken back by a row of its own.
CREATE FUNCTION point_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of the points ledger are never changed or removed';
END
$$;
CREATE TRIGGER "PointEntry_is_final" BEFORE UPDATE OR DELETE ON "PointEntry"
  FOR EACH ROW EXECUTE FUNCTION point_entry_is_final();
CREATE TRIGGER "PointEntry_is_kept" BEFORE TRUNCATE ON "PointEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION point_entry_is_final();

-- One person's rows come one after the other, so that the sum each of them sees is the last one.
CREATE FUNCTION point_entry_is_covered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('points:' || NEW."personId"::text, 0));
  IF NEW."amount" < 0 AND NEW."amount" + (
    SELECT coalesce(sum(e."amount"), 0) FROM "PointEntry" e WHERE e."personId" = NEW."personId"
  ) < 0 THEN
    RAISE EXCEPTION 'the points of % do not cover %', NEW."personId", NEW."amount" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "PointEntry_is_covered" BEFORE INSERT ON "PointEntry"
  FOR EACH ROW EXECUTE FUNCTION point_entry_is_covered();
