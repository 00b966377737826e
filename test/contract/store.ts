import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawSample, frameHash } from "#domain/sampling";
import type { Task } from "#domain/task";
import type { ChatUser } from "#ports/chat";
import type { Addressee, OutboxMessage } from "#ports/delivery";
import type { Draw } from "#ports/quality";
import type { Store } from "#ports/store";
import { aCard, aContact, aMessage, aPress, aPerson, aTask, someTurns } from "../support/builders.ts";
import type { TestStore } from "../support/stores.ts";

const AT = new Date("2026-11-20T01:10:00.123Z");
const later = (seconds: number): Date => new Date(AT.getTime() + seconds * 1000);
const APP = { platform: "lark", appId: "cli_test" } as const;
const userOf = (userId: string): ChatUser => ({ ...APP, userId });

let drawnDays = 0;
const aDraw = (id: string): Draw => ({
  id,
  localDate: `2025-01-${String((drawnDays += 1)).padStart(2, "0")}`,
  policyId: "p",
  plan: { perAgent: 1, windowWorkingDays: 1, minTurns: 1 },
  generator: "sha256-rank",
  generatorVersion: "1",
  seed: "s",
  seedHash: "h",
  committedAt: AT,
  drawnAt: AT,
  frameHash: "",
  frameSize: 0,
  selected: [],
  unassigned: [],
});

/** What every store must do, whatever lies under it. */
export function storeContract(name: string, open: () => Promise<TestStore>): void {
  describe(`store on ${name}`, () => {
    let test: TestStore;
    let store: Store;
    let serial = 0;
    const unique = (word: string): string => `${word}-${(serial += 1)}`;
    const somebody = async (): Promise<string> => {
      const [person] = await store.people.save([aPerson({ employeeNo: unique("p") })], AT);
      return person!.id;
    };

    beforeAll(async () => {
      test = await open();
      store = test.store;
    });
    afterAll(() => test.close());

    it("keeps a picture once, by what is in it, and one key for each app that has uploaded it", async () => {
      const bytes = Uint8Array.from({ length: 2_000 }, (_, place) => (place * 7) % 256);
      const app = (appId: string) => ({ platform: "lark", appId }) as const;

      const id = await store.pictures.add({ mime: "image/png", bytes }, AT);
      const again = await store.pictures.add({ mime: "image/png", bytes }, later(1));
      for (const imageKey of ["img_1", "img_2"])
        await store.pictures.saveImageKey({ ...app("a"), pictureId: id, imageKey }, AT);
      await store.pictures.saveImageKey({ ...app("b"), pictureId: id, imageKey: "img_3" }, AT);

      expect(again).toBe(id);
      const kept = await store.pictures.get(id);
      expect({ ...kept, bytes: [...kept!.bytes] }).toEqual({ id, mime: "image/png", bytes: [...bytes] });
      expect([...(await store.pictures.imageKeys([id, "none"], app("a")))]).toEqual([[id, "img_1"]]);
      await store.pictures.forgetImageKeys([id], app("a"));
      expect((await store.pictures.imageKeys([id], app("a"))).size).toBe(0);
      expect((await store.pictures.imageKeys([id], app("b"))).get(id)).toBe("img_3");
      expect(await store.pictures.get("0".repeat(64))).toBeNull();
    });

    it("keeps people by employee number and changes them in place", async () => {
      const [first] = await store.people.save(
        [aPerson({ employeeNo: "1024", name: "李雷", roles: ["agent", "supervisor"] })],
        AT,
      );

      const [again] = await store.people.save(
        [aPerson({ employeeNo: "1024", name: "李磊", language: "en" })],
        AT,
      );

      expect(again).toMatchObject({ id: first!.id, name: "李磊", roles: ["agent"], language: "en" });
      expect(await store.people.byEmployeeNo("1024")).toEqual(again);
    });

    it("undoes everything of a transaction that fails", async () => {
      const employeeNo = unique("p");

      const attempt = store.transaction(async (tx) => {
        await tx.people.save([aPerson({ employeeNo })], AT);
        throw new Error("no");
      });

      await expect(attempt).rejects.toThrow("no");
      expect(await store.people.byEmployeeNo(employeeNo)).toBeNull();
    });

    it("shows a transaction what it has written, and leaves nothing of it when it fails", async () => {
      const entry = { did: "try", what: unique("what") };
      const seen: number[] = [];

      const failing = store.transaction(async (tx) => {
        await tx.audit.add([{ who: null, ...entry }], later(1));
        seen.push(await tx.audit.count(entry, AT));
        await tx.audit.add([{ who: null, ...entry }], later(2));
        throw new Error("a rule says no");
      });

      await expect(failing).rejects.toThrow("a rule says no");
      expect(seen).toEqual([1]);
      expect(await store.audit.count(entry, AT)).toBe(0);
    });

    it("keeps what a transaction wrote last, and fails as a whole when that cannot be written", async () => {
      const entry = { did: "try", what: unique("what") };
      const key = unique("k");

      await store.transaction((tx) => tx.audit.add([{ who: null, ...entry }], later(1)));
      const failing = store.transaction(async (tx) => {
        await tx.outbox.add([{ key, to: { user: userOf("ou_x") }, card: aCard("a") }], AT);
        await tx.audit.add([{ who: "no id of anybody", ...entry }], later(2));
      });

      await expect(failing).rejects.toThrow();
      expect(await store.audit.count(entry, AT)).toBe(1);
      expect(await store.outbox.take([APP], later(10), 100)).toEqual([]);
    });

    it("refuses a statement that comes after its transaction is over", async () => {
      const kept: Store[] = [];
      const entry = { did: "try", what: unique("what") };
      await store.transaction((tx) => Promise.resolve(kept.push(tx)));

      const late = kept[0]!.audit.add([{ who: null, ...entry }], later(1));

      await expect(late).rejects.toThrow("The transaction is over.");
      expect(await store.audit.count(entry, AT)).toBe(0);
    });

    it("lets one in and turns the others away while a section is taken", async () => {
      let leave = (): void => undefined;
      const inside = new Promise<void>((resolve) => (leave = resolve));
      let isIn = (): void => undefined;
      const came = new Promise<void>((resolve) => (isIn = resolve));

      const first = store.exclusively("delivery", async () => {
        isIn();
        await inside;
        return "first";
      });
      await came;
      const second = await store.exclusively("delivery", () => Promise.resolve("second"));
      leave();

      expect(second).toBe("taken");
      expect(await first).toBe("first");
      expect(await store.exclusively("delivery", () => Promise.resolve("third"))).toBe("third");
    });

    it("knows a person by platform id, and moves an id to somebody else", async () => {
      const [one, two] = [await somebody(), await somebody()];
      const user = userOf(unique("ou"));
      await store.identities.bind(user, one, AT);

      await store.identities.bind(user, two, AT);

      expect((await store.identities.personOf(user))?.id).toBe(two);
      expect(await store.identities.of([one], "lark", "cli_test")).toEqual([]);
    });

    it("binds what nobody holds and takes nothing from anybody", async () => {
      const [one, two] = [await somebody(), await somebody()];
      const [user, other] = [userOf(unique("ou")), userOf(unique("ou"))];

      const free = await store.identities.bindFree(user, one, AT);
      const taken = await store.identities.bindFree(user, two, AT);
      const second = await store.identities.bindFree(other, one, AT);

      expect([free, taken, second]).toEqual([true, false, false]);
      expect((await store.identities.personOf(user))?.id).toBe(one);
      expect(await store.identities.personOf(other)).toBeNull();
    });

    const chatRow = (platformChatId: string) =>
      test.database.prisma.chat.findFirstOrThrow({ where: { platformChatId } });

    it("counts and names active people who have an account in none of the apps", async () => {
      const [bound, elsewhere, without, left] = await store.people.save(
        ["a", "b", "c", "d"].map((letter) =>
          aPerson({ employeeNo: unique(`0-${letter}`), status: letter === "d" ? "left" : "active" }),
        ),
        AT,
      );
      const app = { platform: "lark", appId: unique("cli") } as const;
      await store.identities.bind({ ...app, userId: unique("ou") }, bound!.id, AT);
      await store.identities.bind(userOf(unique("ou")), elsewhere!.id, AT);

      const { count, first } = await store.identities.without([app], 2);
      const all = await store.identities.without([app], 1_000);

      expect(first).toEqual([elsewhere, without]);
      expect(all.first).toHaveLength(count);
      expect(all.first).not.toContainEqual(left);
      expect((await store.identities.without([app, APP], 1)).first).toEqual([without]);
    });

    it("knows a group by what happened last, in whatever order it is told", async () => {
      const chat = { ...APP, chatId: unique("oc"), name: "一组" };
      const isMember = async () => (await chatRow(chat.chatId)).isBotMember;
      await store.chats.save({ ...chat, isBotMember: false }, later(60));

      await store.chats.save({ ...chat, isBotMember: true }, later(30));
      const afterOlder = await isMember();
      await store.chats.save({ ...chat, isBotMember: true }, later(90));

      expect([afterOlder, await isMember()]).toEqual([false, true]);
    });

    it("hears of a group that it only knew as unreachable", async () => {
      const chat = { ...APP, chatId: unique("oc"), name: "一组" };
      await store.chats.markUnreachable(chat.platform, chat.appId, chat.chatId, "230002", later(60));

      await store.chats.save({ ...chat, isBotMember: true }, later(30));

      expect(await chatRow(chat.chatId)).toMatchObject({
        name: "一组",
        isBotMember: true,
        unreachableReason: null,
      });
    });

    it("runs a forgotten rhythm again", async () => {
      const rhythm = unique("rhythm");
      await store.rhythms.start(rhythm, "2026-11-20", AT);

      await store.rhythms.forget(rhythm);

      expect(await store.rhythms.hasRun(rhythm, "2026-11-20")).toBe(false);
    });

    it("imports a contact once, fills what was empty and leaves drawn turns alone", async () => {
      const agentId = await somebody();
      const bare = aContact({ externalId: unique("c"), agentId, turns: [], metrics: { rings: 2 } });

      const first = await store.contacts.import([bare], AT);
      const same = await store.contacts.import([bare], AT);
      const richer = await store.contacts.import(
        [{ ...bare, turns: someTurns(3), maskedTurns: someTurns(3), metrics: { rings: 9, csat: 5 } }],
        AT,
      );
      const poorer = await store.contacts.import([{ ...bare, metrics: {} }], AT);

      expect([first, same, richer, poorer]).toEqual([
        { imported: 1, updated: 0, duplicates: 0 },
        { imported: 0, updated: 0, duplicates: 1 },
        { imported: 0, updated: 1, duplicates: 0 },
        { imported: 0, updated: 0, duplicates: 1 },
      ]);
      const [entry] = await store.contacts
        .frame("2026-11-19", "2026-11-19", 3)
        .then((frame) => frame.filter((f) => f.agentId === agentId));
      const contact = await store.contacts.get(entry!.contactIds[0]!);
      expect(contact).toMatchObject({ metrics: { rings: 2, csat: 5 }, startedAt: bare.startedAt });
      expect(contact!.turns).toHaveLength(3);
      await store.contacts.markDrawn([contact!.id], AT);
      await store.contacts.import([{ ...bare, turns: someTurns(8), maskedTurns: someTurns(8) }], AT);
      expect((await store.contacts.get(contact!.id))!.turns).toHaveLength(3);
    });

    it("counts a contact that stands twice in one batch as one and a duplicate", async () => {
      const contact = aContact({ externalId: unique("c"), agentId: await somebody() });

      const counts = await store.contacts.import([contact, contact], AT);

      expect(counts).toEqual({ imported: 1, updated: 0, duplicates: 1 });
    });

    it("takes contacts that were sealed before, whatever stands in them and however much", async () => {
      const agentId = await somebody();
      const odd = `"quoted" \\ 引号“” 😀 \u2028 ${unique("c")}`;
      const long = "长谈".repeat(9_000);
      const turns = [odd, long, odd].map((text, place) => ({
        n: place + 1,
        role: "customer" as const,
        at: AT,
        text,
      }));
      const contacts = [odd, unique("c"), unique("c")].map((externalId, place) =>
        aContact({ externalId, agentId, customer: odd, turns: place === 2 ? [] : turns }),
      );

      const sealed = store.contacts.seal(contacts);
      const [first, again] = [
        await store.contacts.import(sealed, AT),
        await store.contacts.import(sealed, AT),
      ];

      expect(first).toEqual({ imported: 3, updated: 0, duplicates: 0 });
      expect(again).toEqual({ imported: 0, updated: 0, duplicates: 3 });
      for (const { externalId, turns: expected } of contacts) {
        const row = await test.database.prisma.contact.findFirstOrThrow({ where: { externalId } });
        expect((await store.contacts.get(row.id))?.turns).toEqual(expected);
        expect(row.turns === null ? [] : test.secrets.openTurns(row.turns, row.keyVersion)).toEqual(expected);
      }
    });

    it("keeps no readable customer text outside the masked turns", async () => {
      const secret = "我的电话是13812345678";
      const turns = [{ n: 1, role: "customer" as const, at: null, text: secret }];
      const masked = [{ n: 1, role: "customer" as const, at: null, text: "我的电话是138****5678" }];
      const externalId = unique("c");
      await store.contacts.import(
        [
          aContact({
            externalId,
            agentId: await somebody(),
            turns,
            maskedTurns: masked,
            customer: "13812345678",
          }),
        ],
        AT,
      );

      const [row] = await test.database.prisma.$queryRawUnsafe<{ text: string }[]>(
        `SELECT row_to_json(c)::text || encode(c.turns, 'escape') AS text FROM "Contact" c WHERE "externalId" = $1`,
        externalId,
      );
      const stored = await test.database.prisma.contact.findFirstOrThrow({ where: { externalId } });

      expect(row!.text).not.toContain("13812345678");
      expect(test.secrets.openTurns(stored.turns!, stored.keyVersion)).toEqual(turns);
    });

    it("leaves drawn, short, foreign and leavers' contacts out of the frame", async () => {
      const agentId = await somebody();
      const [gone] = await store.people.save([aPerson({ employeeNo: unique("p"), status: "left" })], AT);
      const ids = ["in", "short", "old", "left"].map((word) => unique(word));
      const day = { localDate: "2026-10-08" };
      await store.contacts.import(
        [
          aContact({ externalId: ids[0]!, agentId, ...day }),
          aContact({ externalId: ids[1]!, agentId, ...day, turns: someTurns(1) }),
          aContact({ externalId: ids[2]!, agentId, localDate: "2026-10-01" }),
          aContact({ externalId: ids[3]!, agentId: gone!.id, ...day }),
        ],
        AT,
      );

      const frame = await store.contacts.frame("2026-10-07", "2026-10-08", 2);

      expect(frame.map((entry) => [entry.agentId, entry.contactIds.length])).toEqual([[agentId, 1]]);
    });

    it("draws what the rule of sampling draws from the frame, and keeps that frame", async () => {
      const agents = await Promise.all(Array.from({ length: 7 }, somebody));
      const day = { localDate: "2026-09-08" };
      const contacts = agents.flatMap((agentId, place) =>
        Array.from({ length: place * 3 }, () => aContact({ externalId: unique("c"), agentId, ...day })),
      );
      await store.contacts.import(contacts, AT);
      const plan = { perAgent: 2, windowWorkingDays: 1, minTurns: 2 };
      const frame = await store.contacts.frame("2026-09-08", "2026-09-08", plan.minTurns);

      for (const seed of ["f00d", test.secrets.randomSeed(), "种子 🌱"]) {
        const draw = { ...aDraw(unique("D")), seed, plan };
        const sample = await store.transaction(async (tx) => {
          const made = await tx.draws.sample({ from: "2026-09-08", to: "2026-09-08", plan, seed });
          await tx.draws.add({ ...draw, ...made });
          return made;
        });

        const { sha256 } = test.secrets;
        expect(sample.selected).toEqual(drawSample({ frame, plan, seed, hash: sha256 }));
        expect(sample).toMatchObject({ frameHash: frameHash(frame, sha256), frameSize: contacts.length });
        expect(await store.draws.frameOf(draw.id)).toEqual(frame);
        expect(await store.draws.get(draw.id)).toEqual({ ...draw, ...sample });
      }
    });

    it("draws nothing from nothing, and no more than there is", async () => {
      const agentId = await somebody();
      await store.contacts.import(
        [aContact({ externalId: unique("c"), agentId, localDate: "2026-09-01" })],
        AT,
      );
      const sampleOf = (date: string, perAgent: number) =>
        store.transaction((tx) =>
          tx.draws.sample({
            from: date,
            to: date,
            plan: { perAgent, windowWorkingDays: 1, minTurns: 1 },
            seed: "s",
          }),
        );

      const [none, whole, nothing] = [
        await sampleOf("2026-08-01", 2),
        await sampleOf("2026-09-01", 5),
        await sampleOf("2026-09-01", 0),
      ];

      expect(none).toEqual({ frameHash: test.secrets.sha256(""), frameSize: 0, selected: [] });
      expect(whole.selected.map((drawn) => drawn.agentId)).toEqual([agentId]);
      expect([nothing.frameSize, nothing.selected]).toEqual([1, []]);
    });

    it("keeps the first seed commitment of a date and nothing readable of the seed", async () => {
      const commitment = { localDate: "2026-11-23", seedHash: "hash", seed: "f00d", committedAt: AT };
      await store.draws.commit(commitment);

      const second = await store.draws.commit({ ...commitment, seedHash: "other", seed: "beef" });

      expect(second).toEqual(commitment);
      const rows = await test.database.prisma.$queryRawUnsafe<{ text: string }[]>(
        `SELECT encode("sealedSeed", 'escape') AS text FROM "SeedCommitment"`,
      );
      expect(rows[0]!.text).not.toContain("f00d");
    });

    describe("tasks and evaluations", () => {
      const aStoredTask = async (change: Partial<Task> = {}): Promise<Task> => {
        const [agentId, scorerId] = [await somebody(), await somebody()];
        const task = aTask({
          id: test.secrets.newId(),
          contactId: test.secrets.newId(),
          agentId,
          scorerId,
          policyId: "p",
          ...change,
        });
        await store.tasks.add([task], AT);
        return task;
      };

      it("gives a task back as it was, while it is open", async () => {
        const task = await aStoredTask();
        const second = { ...task, id: test.secrets.newId(), position: 2 };
        await store.tasks.add([second], AT);
        await store.tasks.change(task.id, { state: "scored", revision: 1, closedAt: AT });

        const open = await store.tasks.openOf(task.scorerId);

        expect(open).toEqual([second]);
        expect(await store.tasks.ofDay(task.scorerId, task.localDate)).toHaveLength(2);
      });

      it("hands a task over with the move kept", async () => {
        const task = await aStoredTask();
        const toId = await somebody();

        await store.tasks.move({
          taskId: task.id,
          fromId: task.scorerId,
          toId,
          reason: "请假",
          at: AT,
          position: 7,
        });

        expect(await store.tasks.openOf(toId)).toMatchObject([{ id: task.id, position: 7, cardIssue: 2 }]);
        expect(await test.database.prisma.taskMove.count({ where: { taskId: task.id } })).toBe(1);
      });

      it("reads a task in full, whoever asks", async () => {
        const agentId = await somebody();
        await store.contacts.import(
          [aContact({ externalId: unique("c"), agentId, turns: someTurns(3) })],
          AT,
        );
        const [frame] = (await store.contacts.frame("2026-11-01", "2026-11-30", 1)).filter(
          (entry) => entry.agentId === agentId,
        );
        const task = await aStoredTask({ agentId, contactId: frame!.contactIds[0]! });
        await store.tasks.add([{ ...task, id: test.secrets.newId(), state: "scored" }], AT);

        const read = await store.tasks.inFull(task.id);
        const locked = await store.transaction((tx) => tx.tasks.lock(task.id));

        expect(read).toEqual({
          task,
          contact: await store.contacts.get(task.contactId),
          agent: await store.people.get(agentId),
          progress: { done: 1, total: 2 },
        });
        expect(locked).toEqual(read);
      });

      it("makes the newest revision current and refuses the same revision twice", async () => {
        const task = await aStoredTask();
        const evaluation = {
          id: test.secrets.newId(),
          taskId: task.id,
          revision: 1,
          isCurrent: true,
          contactId: task.contactId,
          agentId: task.agentId,
          scorerId: task.scorerId,
          mark: "random" as const,
          policyId: "p",
          scorecardId: "hotline",
          scorecardVersion: "1",
          localDate: "2026-11-20",
          score: 90.90909,
          ruledScore: null,
          criticalFailures: ["x"],
          items: [
            { itemId: "a", rating: "na" as const, why: "hidden" as const, hiddenBy: "voice", share: null },
          ],
          evidence: { opening: [1, 2] },
          comment: null,
          scoredAt: AT,
        };
        await store.evaluations.add(evaluation);
        const second = { ...evaluation, id: test.secrets.newId(), revision: 2, score: 70 };

        await store.evaluations.add(second);

        expect(await store.evaluations.current(task.id)).toEqual(second);
        expect(await store.tasks.ofDay(task.scorerId, task.localDate)).toEqual([
          { ...task, state: "scored", revision: 2, closedAt: AT },
        ]);
        expect(await store.evaluations.ofAgent(task.agentId, "2026-11-01")).toEqual([second]);
        await expect(store.evaluations.add({ ...second, id: test.secrets.newId() })).rejects.toThrow();
      });
    });

    describe("inbox", () => {
      it("refuses an event that cannot be stored, and those that came with it", async () => {
        const [good, bad] = [aMessage("beside a bad one"), aMessage("bad", "\0")];
        const entries = [good, bad].map((event) => ({ key: event.key, event }));

        await expect(store.inbox.add(entries, AT)).rejects.toMatchObject({ code: "bad-input" });

        expect(await store.inbox.take({ key: good.key }, AT)).toBeNull();
      });

      const dueAt = (seconds: number) => ({ at: later(seconds), pressesKeptBefore: later(seconds) });

      it("keeps an event once and says which were new", async () => {
        const [a, b] = [aMessage(unique("m")), aMessage(unique("m"))];
        await store.inbox.add([{ key: a.key, event: a }], AT);

        const fresh = await store.inbox.add(
          [
            { key: a.key, event: a },
            { key: b.key, event: b },
          ],
          AT,
        );

        expect([...fresh]).toEqual([b.key]);
      });

      it("hands an event to one taker, as it came", async () => {
        const event = aMessage(unique("m"), "金点子 <b>'引号'</b>");
        await store.inbox.add([{ key: event.key, event }], AT);

        const taken = await store.inbox.take({ key: event.key }, AT);

        expect(taken).toMatchObject({ event, attempts: 0, sender: null });
        expect(await store.inbox.take({ key: event.key }, AT)).toBeNull();
        expect(await store.inbox.take({ id: taken!.id }, AT)).toBeNull();
      });

      it("knows whether a card was pressed again", async () => {
        const [card, other] = [unique("om"), unique("om")];
        const presses = [aPress(unique("p"), card), aPress(unique("p"), other), aPress(unique("p"), card)];
        await store.inbox.add(
          presses.map((event) => ({ key: event.key, event })),
          AT,
        );

        const taken = await Promise.all(presses.map(({ key }) => store.inbox.take({ key }, AT)));
        const again = await Promise.all(
          taken.map((press, place) =>
            store.inbox.isPressedAgain({ id: press!.id, messageId: presses[place]!.messageId }),
          ),
        );

        expect(again).toEqual([true, false, false]);
      });

      it("says whose event it is when the platform id is bound", async () => {
        const person = await somebody();
        const event = { ...aMessage(unique("m")), ...userOf(unique("ou")) };
        await store.identities.bind(event, person, AT);
        await store.inbox.add([{ key: event.key, event }], AT);

        const taken = await store.inbox.take({ key: event.key }, AT);

        expect(taken!.sender).toEqual(await store.people.get(person));
      });

      it("offers a failed event again when it is due, and never when it is given up", async () => {
        const event = aMessage(unique("m"));
        await store.inbox.add([{ key: event.key, event }], AT);
        const attempt = store.transaction(async (tx) => {
          const taken = await tx.inbox.take({ key: event.key }, AT);
          throw new Error(taken!.id);
        });
        const id = await attempt.catch((error: Error) => error.message);

        await store.inbox.failed(id, "boom", later(60));

        expect(await store.inbox.due(dueAt(59), 1000)).not.toContain(id);
        expect(await store.inbox.due(dueAt(60), 1000)).toContain(id);
        await store.inbox.failed(id, "boom", null);
        expect(await store.inbox.due(dueAt(9_999), 1000)).not.toContain(id);
        expect(await store.inbox.countByState()).toMatchObject({ failed: 1 });
        expect(await store.inbox.countByState(later(1))).toEqual({});
      });
    });

    describe("outbox", () => {
      const take = (at = AT) => store.outbox.take([APP], at, 100);
      const tried = ({ id, attempts }: OutboxMessage) => ({ id, attempts });
      const sent = (message: OutboxMessage, messageId: string) => ({
        ...tried(message),
        state: "sent" as const,
        platformMessageId: messageId,
      });

      it("keeps one message for one key and resolves the person when it is sent", async () => {
        const person = await somebody();
        const key = unique("k");
        await store.outbox.add([{ key, to: { person }, card: aCard("a") }], AT);
        await store.outbox.add([{ key, to: { person }, card: aCard("b") }], AT);

        const before = await take();
        await store.identities.bind(userOf(unique("ou")), person, AT);
        const [message, ...others] = await take();

        expect(before).toEqual([]);
        expect(others).toEqual([]);
        expect(message).toMatchObject({
          key,
          card: aCard("a"),
          attempts: 1,
          verb: "send",
          personId: person,
          firstTriedAt: AT,
        });
        expect(message!.destination!.kind).toBe("user");
        expect(await take()).toEqual([]);
        await store.outbox.settle([sent(message!, unique("om"))], AT);
      });

      it("waits with a patch for its message and lets the newest patch win", async () => {
        const key = unique("k");
        const user = userOf(unique("ou"));
        await store.outbox.add([{ key, to: { user }, card: aCard("task") }], AT);
        await store.outbox.add([{ key: `${key}:1`, to: { patchOf: key }, card: aCard("one") }], AT);
        await store.outbox.add([{ key: `${key}:2`, to: { patchOf: key }, card: aCard("two") }], AT);

        const first = await take();
        const whileSending = await take();
        const messageId = unique("om");
        await store.outbox.settle([sent(first[0]!, messageId)], AT);
        const patches = await take();

        expect(first.map((message) => message.key)).toEqual([key]);
        expect(whileSending).toEqual([]);
        expect(patches.map((message) => message.card.title)).toEqual(["two"]);
        expect(patches[0]).toMatchObject({ verb: "patch", aboutMessageId: messageId });
        await store.outbox.add([{ key: `${key}:3`, to: { patchOf: key }, card: aCard("three") }], AT);
        expect(await take()).toEqual([]);
        await store.outbox.settle([sent(patches[0]!, messageId)], AT);
        const [last] = await take();
        expect(last!.card.title).toBe("three");
        expect(await store.outbox.keyOfMessage(messageId)).toBe(key);
        await store.outbox.settle([sent(last!, messageId)], AT);
      });

      it("does not send an older patch after a newer one, whatever held it up", async () => {
        const [key, messageId] = [unique("k"), unique("om")];
        const to = { patchOf: key };
        await store.outbox.add([{ key, to: { user: userOf(unique("ou")) }, card: aCard("task") }], AT);
        await store.outbox.settle([sent((await take())[0]!, messageId)], AT);
        await store.outbox.add([{ key: `${key}:1`, to, card: aCard("one") }], AT);
        const [older] = await take();
        await store.outbox.add([{ key: `${key}:2`, to, card: aCard("two") }], AT);

        await store.outbox.settle([{ ...tried(older!), state: "waiting", dueAt: AT }], AT);
        const afterFailure = await take();
        await store.outbox.recoverInterrupted(later(1));
        const afterDeath = await take(later(1));

        expect(older!.card.title).toBe("one");
        expect(afterFailure.map(({ card }) => card.title)).toEqual(["two"]);
        expect(afterDeath.map(({ card }) => card.title)).toEqual(["two"]);
        await store.outbox.settle([sent(afterDeath[0]!, messageId)], later(1));
        expect(await store.outbox.countDue([APP], later(1))).toBe(0);
      });

      it("takes back a patch that waits while its card is being filled in", async () => {
        const [key, messageId] = [unique("k"), unique("om")];
        await store.outbox.add([{ key, to: { user: userOf(unique("ou")) }, card: aCard("task") }], AT);
        await store.outbox.settle([sent((await take())[0]!, messageId)], AT);
        await store.outbox.add([{ key: `${key}:1`, to: { patchOf: key }, card: aCard("one") }], AT);

        await store.outbox.withdrawPatches(messageId, AT);

        expect(await take()).toEqual([]);
      });

      it("takes nothing before it is due and puts a failed try back", async () => {
        await store.outbox.add(
          [{ key: unique("k"), to: { user: userOf("ou_x") }, card: aCard("a"), dueAt: later(10) }],
          AT,
        );

        const early = await take(later(9));
        const [message] = await take(later(10));
        await store.outbox.settle(
          [{ ...tried(message!), state: "waiting", dueAt: later(20), code: "99991400", reason: "slow down" }],
          later(10),
        );

        expect(early).toEqual([]);
        expect(await take(later(19))).toEqual([]);
        const [again] = await take(later(20));
        expect(again).toMatchObject({ attempts: 2, firstTriedAt: later(10), mayHaveArrivedAt: null });
        await store.outbox.settle([{ ...tried(again!), state: "dead", code: "230099" }], later(20));
        expect(await store.outbox.countByState()).toMatchObject({ dead: 1 });
        expect(await store.outbox.countByState(later(1))).toEqual({});
      });

      it("does not count what was put back untried", async () => {
        await store.outbox.add([{ key: unique("k"), to: { user: userOf("ou_x") }, card: aCard("a") }], AT);
        const [message] = await take();
        await store.outbox.settle(
          [{ ...tried(message!), state: "waiting", dueAt: later(1), isUntried: true }],
          AT,
        );

        const [again] = await take(later(1));

        expect(again).toMatchObject({ attempts: 1, firstTriedAt: later(1) });
        await store.outbox.settle([sent(again!, unique("om"))], AT);
      });

      it("drops patches of a message that will never be sent", async () => {
        const key = unique("k");
        await store.outbox.add([{ key, to: { user: userOf("ou_x") }, card: aCard("a") }], AT);
        const [message] = await take();
        await store.outbox.settle([{ ...tried(message!), state: "dead", code: "230099" }], AT);
        await store.outbox.add([{ key: `${key}:1`, to: { patchOf: key }, card: aCard("b") }], AT);

        const dropped = await store.outbox.dropHopeless([APP], AT, AT);

        expect(dropped).toBe(1);
        expect(await take()).toEqual([]);
      });

      it("puts interrupted tries back as possibly arrived", async () => {
        const key = unique("k");
        await store.outbox.add([{ key, to: { user: userOf("ou_x") }, card: aCard("a") }], AT);
        await take();

        await store.outbox.recoverInterrupted(later(1));

        const [message] = await take(later(1));
        expect(message).toMatchObject({ key, mayHaveArrivedAt: AT, attempts: 2, firstTriedAt: AT });
        await store.outbox.settle([sent(message!, unique("om"))], AT);
      });

      it("counts a try at its end, and an interrupted one when it is found: later than the platform did", async () => {
        const [interrupted, failed] = [unique("ou"), unique("ou")];
        const triesOf = async (userId: string) =>
          (await store.outbox.triesSince(AT)).filter(({ destination }) => destination === userId);
        await store.outbox.add(
          [interrupted, failed].map((userId) => ({
            key: unique("k"),
            to: { user: userOf(userId) },
            card: aCard("a"),
          })),
          AT,
        );
        const taken = await take();
        const failing = taken.find(({ destination }) => destination!.id === failed)!;

        await store.outbox.settle([{ ...tried(failing), state: "waiting", dueAt: later(60) }], later(2));
        await store.outbox.recoverInterrupted(later(3));

        expect(await triesOf(failed)).toEqual([{ verb: "send", destination: failed, at: later(2) }]);
        expect(await triesOf(interrupted)).toEqual([
          { verb: "send", destination: interrupted, at: later(3) },
        ]);
        const again = await take(later(60));
        await store.outbox.settle(
          again.map((message) => sent(message, unique("om"))),
          later(60),
        );
      });

      it("takes no word from a process about a try that another one has taken over", async () => {
        const deadBefore = (await store.outbox.countByState())["dead"] ?? 0;
        const key = unique("k");
        await store.outbox.add([{ key, to: { user: userOf("ou_x") }, card: aCard("a") }], AT);
        const [first] = await take();
        await store.outbox.recoverInterrupted(later(1));
        const [second] = await take(later(1));

        await store.outbox.settle([{ ...tried(first!), state: "dead", code: "late" }], later(2));
        await store.outbox.settle([sent(second!, unique("om"))], later(3));

        expect(second).toMatchObject({ key, attempts: 2 });
        expect(await take(later(60))).toEqual([]);
        expect((await store.outbox.countByState())["dead"] ?? 0).toBe(deadBefore);
      });

      it("sends out what could not be delivered lately as soon as the person is there again", async () => {
        const person = await somebody();
        const user = userOf(unique("ou"));
        const [recent, old] = [unique("recent"), unique("old")];
        await store.identities.bind(user, person, AT);
        await store.outbox.add([{ key: old, to: { person }, card: aCard("old") }], AT);
        await store.outbox.add([{ key: recent, to: { person }, card: aCard("recent") }], later(2 * 86_400));
        const both = await take(later(2 * 86_400));
        await store.outbox.settle(
          both.map((message) => ({ ...tried(message), state: "unreachable" as const, code: "230013" })),
          later(2 * 86_400),
        );
        await store.identities.markUnreachable(user, "230013", later(2 * 86_400));

        await store.identities.markReachable(user, later(4 * 86_400));
        const again = await take(later(4 * 86_400));
        await store.identities.markReachable(user, later(4 * 86_400));

        expect(again.map((message) => message.key)).toEqual([recent]);
        expect(again[0]).toMatchObject({ attempts: 1, unreachableReason: null });
        expect(await take(later(4 * 86_400))).toEqual([]);
        await store.outbox.settle([sent(again[0]!, unique("om"))], later(4 * 86_400));
      });

      it("sends what a person missed to the account that is bound to them now", async () => {
        const person = await somebody();
        const [before, now] = [userOf(unique("ou")), userOf(unique("ou"))];
        const key = unique("k");
        await store.identities.bind(before, person, AT);
        await store.outbox.add([{ key, to: { person }, card: aCard("missed") }], AT);
        const [missed] = await take();
        await store.outbox.settle([{ ...tried(missed!), state: "unreachable", code: "230013" }], AT);

        await store.identities.bind(now, person, later(10));

        const [again] = await take(later(10));
        expect(again).toMatchObject({ key, destination: { kind: "user", id: now.userId } });
        await store.outbox.settle([sent(again!, unique("om"))], later(10));
      });

      it("lets the newest card follow a message that was missed", async () => {
        const person = await somebody();
        const user = userOf(unique("ou"));
        const key = unique("k");
        await store.identities.bind(user, person, AT);
        await store.outbox.add([{ key, to: { person }, card: aCard("old") }], AT);
        const [missed] = await take();
        await store.outbox.settle([{ ...tried(missed!), state: "unreachable", code: "230013" }], AT);
        await store.identities.markUnreachable(user, "230013", AT);
        await store.outbox.add([{ key: `${key}:1`, to: { patchOf: key }, card: aCard("new") }], AT);

        const dropped = await store.outbox.dropHopeless([APP], later(10), AT);
        await store.identities.markReachable(user, later(20));
        const [again] = await take(later(20));
        await store.outbox.settle([sent(again!, unique("om"))], later(20));
        const [patch] = await take(later(20));

        expect(dropped).toBe(0);
        expect([again!.card.title, patch!.card.title]).toEqual(["old", "new"]);
        await store.outbox.settle([sent(patch!, unique("om"))], later(20));
      });

      it("gives up after a while what waits for an account of another app, or for a message nobody knows", async () => {
        const person = await somebody();
        await store.identities.bind({ ...userOf(unique("ou")), appId: "cli_other" }, person, AT);
        await store.outbox.add(
          [
            { key: unique("k"), to: { person }, card: aCard("a") },
            { key: unique("k"), to: { patchOf: unique("nothing") }, card: aCard("b") },
          ],
          AT,
        );

        expect(await store.outbox.dropHopeless([APP], later(10), AT)).toBe(0);
        expect(await store.outbox.dropHopeless([APP], later(10), later(1))).toBe(2);
      });

      it("leaves alone those to whom nothing more may go at the moment", async () => {
        const [busy, free] = [unique("ou"), unique("ou")];
        await store.outbox.add(
          [busy, free].map((userId) => ({
            key: unique("k"),
            to: { user: userOf(userId) },
            card: aCard("a"),
          })),
          AT,
        );

        const taken = await store.outbox.take([APP], AT, 100, [busy]);
        const rest = await take();

        expect(taken.map(({ destination }) => destination!.id)).toEqual([free]);
        expect(rest.map(({ destination }) => destination!.id)).toEqual([busy]);
        await store.outbox.settle(
          [...taken, ...rest].map((message) => sent(message, unique("om"))),
          AT,
        );
      });

      it("lets nothing overtake a message to the same person, chat or question that was put back", async () => {
        const person = await somebody();
        await store.identities.bind(userOf(unique("ou")), person, AT);
        const lanes: Record<string, Addressee> = {
          person: { person },
          chat: { chat: { ...APP, chatId: unique("oc") } },
          question: { replyTo: { ...APP, messageId: unique("om") } },
        };
        const write = async (which: string, at: Date): Promise<void> =>
          store.outbox.add(
            Object.entries(lanes).map(([lane, to]) => ({ key: `${which} to ${lane}`, to, card: aCard("a") })),
            at,
          );
        const keysOf = (messages: readonly OutboxMessage[]) => messages.map(({ key }) => key);
        const toEach = (which: string) => Object.keys(lanes).map((lane) => `${which} to ${lane}`);
        await write("first", AT);
        const firsts = await take();
        await write("second", later(1));

        const whileUnderWay = await take(later(1));
        await store.outbox.settle(
          firsts.map((message) => ({ ...tried(message), state: "waiting", dueAt: later(10) })),
          later(2),
        );
        const whilePutBack = await take(later(9));
        const atTheTime = await take(later(10));

        expect(keysOf(firsts)).toEqual(toEach("first"));
        expect(keysOf(whileUnderWay)).toEqual([]);
        expect(keysOf(whilePutBack)).toEqual([]);
        expect(keysOf(atTheTime)).toEqual([...toEach("first"), ...toEach("second")]);
        await store.outbox.settle(
          atTheTime.map((message) => sent(message, unique("om"))),
          later(10),
        );
      });

      it("keeps the turn of what a dead process left", async () => {
        const [to, keys] = [{ user: userOf(unique("ou")) }, [unique("k"), unique("k")]];
        await store.outbox.add([{ key: keys[0]!, to, card: aCard("a") }], AT);
        await take();
        await store.outbox.add([{ key: keys[1]!, to, card: aCard("b") }], later(1));
        await store.outbox.recoverInterrupted(later(5));

        const taken = await take(later(5));

        expect(taken.map(({ key }) => key)).toEqual(keys);
        await store.outbox.settle(
          taken.map((message) => sent(message, unique("om"))),
          later(5),
        );
      });

      it.each(["sent", "dead", "uncertain", "unreachable"] as const)(
        "is not held up by an earlier message that is %s",
        async (state) => {
          const [to, key] = [{ user: userOf(unique("ou")) }, unique("k")];
          await store.outbox.add([{ key: unique("k"), to, card: aCard("a") }], AT);
          const [earlier] = await take();
          await store.outbox.settle([{ ...tried(earlier!), state, dueAt: later(60) }], AT);
          await store.outbox.add([{ key, to, card: aCard("b") }], later(1));

          const taken = await take(later(1));

          expect(taken).toMatchObject([{ key }]);
          await store.outbox.settle([sent(taken[0]!, unique("om"))], later(1));
        },
      );

      it("is not held up by what was written for later, is for others, or changes a card that is there", async () => {
        const other = { ...APP, appId: "cli_other" };
        const [userId, card] = [unique("ou"), unique("card")];
        const to = { user: userOf(userId) };
        await store.outbox.add([{ key: card, to, card: aCard("card") }], AT);
        await store.outbox.settle([sent((await take())[0]!, unique("om"))], AT);
        const others = [{ user: userOf(unique("ou")) }, { user: { ...other, userId } }, { patchOf: card }];
        await store.outbox.add(
          others.map((addressee) => ({ key: unique("other"), to: addressee, card: aCard("a") })),
          AT,
        );
        const putBack = await store.outbox.take([APP, other], AT, 100);
        await store.outbox.settle(
          putBack.map((message) => ({ ...tried(message), state: "waiting", dueAt: later(60) })),
          AT,
        );
        await store.outbox.add([{ key: unique("late"), to, card: aCard("a"), dueAt: later(60) }], AT);
        const key = unique("k");
        await store.outbox.add([{ key, to, card: aCard("b") }], later(1));

        const taken = await take(later(1));
        await store.outbox.settle([{ ...tried(taken[0]!), state: "waiting", dueAt: later(30) }], later(1));
        await store.outbox.add([{ key: `${key} change`, to: { patchOf: card }, card: aCard("c") }], later(2));
        const change = await take(later(2));

        expect(putBack).toHaveLength(3);
        expect(taken.map((message) => message.key)).toEqual([key]);
        expect(change.map((message) => message.key)).toEqual([`${key} change`]);
        const rest = await store.outbox.take([APP, other], later(60), 100);
        await store.outbox.settle(
          [...change, ...rest].map((message) => sent(message, unique("om"))),
          later(60),
        );
      });

      it("gives up what waits for somebody who has no account, after a while", async () => {
        const person = await somebody();
        await store.outbox.add([{ key: unique("k"), to: { person }, card: aCard("a") }], AT);

        const young = await store.outbox.dropHopeless([APP], later(10), AT);
        const tooOld = await store.outbox.dropHopeless([APP], later(10), later(1));

        expect([young, tooOld]).toEqual([0, 1]);
      });

      it("says why a person cannot be reached, for a day", async () => {
        const person = await somebody();
        const user = userOf(unique("ou"));
        await store.identities.bind(user, person, AT);
        await store.identities.markUnreachable(user, "230013", AT);
        await store.outbox.add([{ key: unique("k"), to: { person }, card: aCard("a") }], AT);

        const [soon] = await take(later(60));
        await store.outbox.settle([{ ...tried(soon!), state: "waiting", dueAt: later(90_000) }], later(60));
        const [nextDay] = await take(later(90_000));

        expect(soon!.unreachableReason).toBe("230013");
        expect(nextDay).toMatchObject({ unreachableReason: null, wasUnreachable: true });
        await store.outbox.settle([sent(nextDay!, unique("om"))], AT);
      });
    });

    it("starts a rhythm once for a date, however many ask", async () => {
      const started = await Promise.all(
        Array.from({ length: 8 }, () => store.rhythms.start("daily-draw", "2026-11-20", AT)),
      );

      expect(started.filter(Boolean)).toHaveLength(1);
      expect(await store.rhythms.hasRun("daily-draw", "2026-11-20")).toBe(true);
      expect(await store.rhythms.start("daily-draw", "2026-11-23", AT)).toBe(true);
    });
  });
}
