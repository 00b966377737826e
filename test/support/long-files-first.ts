import { BaseSequencer, type TestSpecification } from "vitest/node";

const LONG = /\/(journeys\/[^/]+|contract\/jobs|cli[^/]*)\.test\.ts$/;

/** Files that start processes or live whole days come first: one that begins last would be waited for alone. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
