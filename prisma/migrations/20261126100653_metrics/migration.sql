-- CreateTable
CREATE TABLE "PersonMetric" (
    "month" CHAR(7) NOT NULL,
    "personId" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "count" INTEGER,
    "target" DOUBLE PRECISION,
    "source" TEXT NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PersonMetric_pkey" PRIMARY KEY ("month","personId","metric")
);

ALTER TABLE "PersonMetric" ADD CONSTRAINT "PersonMetric_says_something"
  CHECK ("value" IS NOT NULL OR "target" IS NOT NULL);
ALTER TABLE "PersonMetric" ADD CONSTRAINT "PersonMetric_count_of_a_value"
  CHECK ("count" IS NULL OR ("value" IS NOT NULL AND "count" >= 0));
