-- AlterTable
ALTER TABLE "AwardWinner" ADD COLUMN     "pictureId" TEXT;
