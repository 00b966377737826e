-- DropIndex
DROP INDEX "OutboxMessage_state_dueAt_id_idx";

-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "turnAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "OutboxMessage_state_turnAt_id_idx" ON "OutboxMessage"("state", "turnAt", "id");

-- CreateIndex
CREATE INDEX "OutboxMessage_destinationId_state_dueAt_idx" ON "OutboxMessage"("destinationId", "state", "dueAt");

-- What is open: only patches were ever written to go out later than at once.
UPDATE "OutboxMessage" SET "turnAt" = CASE verb WHEN 'patch' THEN "dueAt" ELSE "createdAt" END
WHERE state IN ('waiting', 'sending', 'unreachable');
