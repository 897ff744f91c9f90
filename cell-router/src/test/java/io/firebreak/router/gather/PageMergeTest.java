package io.firebreak.router.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.router.gather.ListPage.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class PageMergeTest {
    /** Pages through cells until there is no cursor, and must see every row once, in order: what one sorted list would give. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void pagesThroughAllCellsAsThroughOneSortedList(long seed) {
        Random random = new Random(seed);
        int cells = 1 + random.nextInt(5);
        List<List<Row>> stores = new ArrayList<>();
        List<Row> all = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            List<Row> rows = rows(random, cell);
            stores.add(rows);
            all.addAll(rows);
        }
        all.sort((a, b) -> a.position().compareTo(b.position()));
        int limit = 1 + random.nextInt(12);
        int cellsOwnBound = 1 + random.nextInt(12);

        List<Row> seen = new ArrayList<>();
        Position after = null;
        int pages = 0;
        do {
            Position from = after;
            List<ListPage> answers = stores.stream()
                    .map(store -> page(store, from, Math.min(limit, cellsOwnBound)))
                    .toList();
            ListPage merged = PageMerge.merge(answers, limit);
            assertThat(merged.rows()).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(merged.rows());
            after = merged.next();
            pages++;
        } while (after != null && pages <= 1_000);

        assertThat(seen).as("seed %d", seed).isEqualTo(all);
    }

    @Test
    void hasNoCursorAtTheEnd() {
        assertThat(PageMerge.merge(List.of(new ListPage(List.of(), null)), 10).next())
                .isNull();
        Row row = row(1, "a");
        assertThat(PageMerge.merge(List.of(new ListPage(List.of(row), null)), 1).next())
                .isNull();
    }

    private static List<Row> rows(Random random, int cell) {
        List<Row> rows = new ArrayList<>();
        int count = random.nextInt(30);
        for (int i = 0; i < count; i++) {
            rows.add(row(random.nextInt(10), "i-%04x%013x".formatted(cell, i)));
        }
        rows.sort((a, b) -> a.position().compareTo(b.position()));
        return rows;
    }

    private static Row row(long micros, String id) {
        return new Row(new Position(micros, id), JsonNodeFactory.instance.stringNode(id));
    }

    private static ListPage page(List<Row> store, @Nullable Position after, int limit) {
        List<Row> left = store.stream()
                .filter(row -> after == null || row.position().compareTo(after) > 0)
                .toList();
        List<Row> page = left.stream().limit(limit).toList();
        return new ListPage(page, left.size() > page.size() ? page.getLast().position() : null);
    }
}
