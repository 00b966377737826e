-- AlterTable
ALTER TABLE "Nomination" ADD COLUMN     "localDate" CHAR(10),
ADD COLUMN     "nominatorLimit" INTEGER,
ADD COLUMN     "pairLimit" INTEGER;

-- What came before kept the rules of then: its own turns are within its limits, and its day is within its window.
UPDATE "Nomination" SET "nominatorLimit" = "nominatorTurn", "pairLimit" = "pairTurn",
  "localDate" = CASE
    WHEN to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM') IN
      ("period", to_char(("period" || '-01')::date + INTERVAL '1 month', 'YYYY-MM'))
    THEN to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD')
    ELSE "period" || '-01' END;

ALTER TABLE "Nomination" ALTER COLUMN "localDate" SET NOT NULL,
ALTER COLUMN "nominatorLimit" SET NOT NULL,
ALTER COLUMN "pairLimit" SET NOT NULL;

ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_no_more_than_the_limit"
  CHECK ("nominatorTurn" <= "nominatorLimit" AND "pairTurn" <= "pairLimit");
-- It counts for the month in which it came or the one before it.
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_within_its_window" CHECK (
  left("localDate", 4)::int * 12 + substr("localDate", 6, 2)::int
  - left("period", 4)::int * 12 - substr("period", 6, 2)::int IN (0, 1));

-- The share keeps the nominee from leaving until the nomination stands.
CREATE FUNCTION nominee_is_active() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "Person" p WHERE p."id" = NEW."nomineeId" AND p."status" = 'active' FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nobody but an active person is nominated';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "Nomination_nominee_is_active" BEFORE INSERT ON "Nomination"
  FOR EACH ROW EXECUTE FUNCTION nominee_is_active();
