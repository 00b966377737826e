-- CreateTable
CREATE TABLE "BoardPost" (
    "closeId" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "appId" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "month" CHAR(7) NOT NULL,
    "version" INTEGER NOT NULL,
    "shown" JSONB NOT NULL,
    "postedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BoardPost_pkey" PRIMARY KEY ("closeId","platform","appId","chatId")
);

-- CreateIndex
CREATE INDEX "BoardPost_month_platform_appId_chatId_idx" ON "BoardPost"("month", "platform", "appId", "chatId");
