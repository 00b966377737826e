import { describe, expect, it } from "vitest";
import { maskText } from "#domain/masking";
import { readPersonRow } from "#domain/person-row";

const minimal = { employeeNo: "1024", name: "李雷" };

describe("a person row", () => {
  it("is read by the columns of the people file", () => {
    const reading = readPersonRow(
      {
        ...minimal,
        team: "一组",
        roles: "Agent | supervisor",
        level: "P5",
        hiredAt: "2024/3/1",
        email: "lilei@example.com",
        mobile: "+86 138-1234-5678",
        larkOpenId: "ou_1",
        wecomUserId: "lilei",
        manager: "2001",
        language: "zh-CN",
        status: "left",
        birthday: "not ours",
      },
      maskText,
    );

    expect(reading).toEqual({
      value: {
        ...minimal,
        team: "一组",
        roles: ["agent", "supervisor"],
        level: "P5",
        hiredAt: "2024-03-01",
        email: "lilei@example.com",
        mobile: "+8613812345678",
        larkOpenId: "ou_1",
        wecomUserId: "lilei",
        managerNo: "2001",
        language: "zh",
        status: "left",
      },
    });
  });

  it("tells a column that is not there from a blank cell", () => {
    const reading = readPersonRow({ ...minimal, team: "", manager: " ", roles: "" }, maskText);

    expect(reading).toEqual({ value: { ...minimal, team: null, managerNo: null, roles: null } });
  });

  it("takes numbers of a workbook, lists of a request and English of any kind", () => {
    const reading = readPersonRow(
      {
        employeeNo: 1024,
        name: "Li",
        mobile: 13812345678,
        roles: ["hr"],
        language: "en-US",
        hiredAt: "2024-03-01T00:00+08:00",
      },
      maskText,
    );

    expect(reading).toEqual({
      value: {
        employeeNo: "1024",
        name: "Li",
        mobile: "13812345678",
        roles: ["hr"],
        language: "en",
        hiredAt: "2024-03-01",
      },
    });
  });

  it.each([
    [{ employeeNo: "" }, "employeeNo is missing: write the employee number (工号)"],
    [
      { employeeNo: 2 ** 60 },
      'employeeNo "1152921504606847000" is a number too large to be read exactly: write it in quotes',
    ],
    [{ name: undefined }, "name is missing: write the person's name"],
    [
      { roles: "agent|boss" },
      'roles "boss" is none of agent, supervisor, inspector, trainer, manager, administrator, hr',
    ],
    [{ hiredAt: "soon" }, 'hiredAt "soon" is no date: write 2026-11-03'],
    [{ email: "lilei" }, 'email "lilei" is no e-mail address'],
    [{ mobile: "12" }, 'mobile "12" is no mobile number'],
    [
      { manager: "1024" },
      'manager "1024" is the person itself: write another employee number or leave it blank',
    ],
    [{ status: "gone" }, 'status "gone" is not one of active, left: correct it or leave it blank'],
    [{ language: "fr" }, 'language "fr" is not one of zh, en, zh-cn, en-us: correct it or leave it blank'],
  ])("is refused: %j", (change, fault) => {
    expect(readPersonRow({ ...minimal, ...change }, maskText)).toEqual({ faults: [fault] });
  });
});
