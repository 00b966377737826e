-- DropIndex
DROP INDEX "OutboxMessage_state_dueAt_idx";

-- CreateIndex
CREATE INDEX "OutboxMessage_state_dueAt_id_idx" ON "OutboxMessage"("state", "dueAt", "id");
