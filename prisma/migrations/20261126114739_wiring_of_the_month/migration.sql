-- DropIndex
DROP INDEX "MonthCorrection_month_appliedVersion_idx";

-- AlterTable
ALTER TABLE "Award" ADD COLUMN     "cardIssue" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "cardIssuedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "MonthClose" ADD COLUMN     "cardIssue" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "cardIssuedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "MonthCorrection_appliedVersion_month_idx" ON "MonthCorrection"("appliedVersion", "month");

-- What waits already was sent when it began.
UPDATE "Award" SET "cardIssuedAt" = "shortlistedAt";
UPDATE "MonthClose" SET "cardIssuedAt" = "frozenAt";
