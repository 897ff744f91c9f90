package io.firebreak.testdatabase;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration may not do to a table that the version before it uses, since both run on the schema while nodes are replaced one
 * after the other. A table that the same migration creates is free of this. The rules are explained in {@code docs/operations.md}.
 */
public final class MigrationRules {
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern NEW_TABLE =
            Pattern.compile("create (?:unlogged )?table (?:if not exists )?([a-z_][a-z0-9_.]*).*");
    private static final Pattern DROP =
            Pattern.compile("drop (table|view|materialized view|sequence|schema|type|function) .*");
    private static final Pattern INDEX =
            Pattern.compile("create (?:unique )?index (concurrently )?(?:.*? )??on (?:only )?([a-z_][a-z0-9_.]*).*");
    private static final Pattern CONCURRENT_INDEX =
            Pattern.compile("create (?:unique )?index concurrently (?:if not exists )?([a-z_][a-z0-9_.]*) on .*");
    private static final Pattern CLEARED_INDEX =
            Pattern.compile("drop index concurrently if exists ([a-z_][a-z0-9_.]*)");
    private static final Pattern ALTER_TABLE =
            Pattern.compile("alter table (?:if exists )?(?:only )?([a-z_][a-z0-9_.]*) (.*)");

    /** Each form of an action of {@code alter table} that breaks or holds up the version before, and why; the first that fits counts. */
    private static final Map<Pattern, String> ACTIONS = Map.of(
            Pattern.compile("rename .*"), "renames what the version before calls by its old name",
            Pattern.compile("drop (?!constraint |not null|default|identity|expression).*"),
                    "drops a column the version before still names",
            Pattern.compile("alter (?:column )?[a-z_0-9\"]+ (?:set data )?type .*"),
                    "changes a type, which rewrites the table",
            Pattern.compile("alter (?:column )?[a-z_0-9\"]+ set not null"),
                    "forbids the nulls the version before writes",
            Pattern.compile(
                            "add (?!constraint |check|unique|primary|foreign|exclude)(?!.*\\bdefault\\b).*\\bnot null\\b.*"),
                    "adds a column that may not be null and has no default, which the version before does not fill",
            Pattern.compile("add (?!constraint ).*\\bdefault (?:gen_random_uuid|random|clock_timestamp|nextval)\\b.*"),
                    "adds a column whose default differs from row to row, which rewrites the table",
            Pattern.compile("add (?:constraint [a-z_0-9\"]+ )?(?:unique|primary key|exclude)\\b.*"),
                    "adds a constraint by an index made under a lock",
            Pattern.compile("add (?:constraint [a-z_0-9\"]+ )?(?:check|foreign key)\\b(?!.*\\bnot valid\\b).*"),
                    "adds a constraint and reads the whole table for it: not valid, and validated by a later migration");

    private MigrationRules() {}

    /** What is wrong with a migration, one message each; empty when the version before it can run on its schema too. */
    public static List<String> broken(String sql) {
        String plain = TEXT.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll("''");
        Set<String> own = new HashSet<>();
        Set<String> cleared = new HashSet<>();
        List<String> messages = new ArrayList<>();
        for (String raw : plain.split(";", -1)) {
            String statement =
                    raw.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
            Matcher created = NEW_TABLE.matcher(statement);
            if (created.matches()) {
                own.add(created.group(1));
            }
            Matcher dropped = CLEARED_INDEX.matcher(statement);
            if (dropped.matches()) {
                cleared.add(dropped.group(1));
            }
            Matcher concurrent = CONCURRENT_INDEX.matcher(statement);
            if (concurrent.matches() && !cleared.contains(concurrent.group(1))) {
                messages.add(
                        "'%s' leaves half an index when it fails, and is tried again: drop it concurrently, if it exists, before"
                                .formatted(statement));
            }
            check(statement, own, messages);
        }
        return List.copyOf(messages);
    }

    private static void check(String statement, Set<String> own, List<String> messages) {
        if (DROP.matcher(statement).matches()) {
            messages.add("'%s' drops what the version before still uses".formatted(statement));
        }
        Matcher index = INDEX.matcher(statement);
        if (index.matches() && index.group(1) == null && !own.contains(index.group(2))) {
            messages.add("'%s' holds up all writers until the index is made: concurrently, in a migration of its own"
                    .formatted(statement));
        }
        Matcher altered = ALTER_TABLE.matcher(statement);
        if (altered.matches() && !own.contains(altered.group(1))) {
            for (String action : actions(altered.group(2))) {
                ACTIONS.forEach((form, why) -> {
                    if (form.matcher(action).matches()) {
                        messages.add("'%s' of table %s %s".formatted(action, altered.group(1), why));
                    }
                });
            }
        }
    }

    /** The parts between commas that stand in no parentheses. */
    private static List<String> actions(String all) {
        List<String> actions = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                actions.add(all.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        actions.add(all.substring(begin).strip());
        return actions;
    }
}
