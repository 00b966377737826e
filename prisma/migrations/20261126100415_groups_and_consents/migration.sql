-- AlterTable
ALTER TABLE "Chat" ADD COLUMN     "boundAt" TIMESTAMPTZ(3),
ADD COLUMN     "boundById" UUID,
ADD COLUMN     "team" TEXT;

-- CreateTable
CREATE TABLE "Consent" (
    "personId" UUID NOT NULL,
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("personId")
);
