package io.firebreak.router.gather;

import io.firebreak.router.gather.ListPage.Row;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Many pages of one order made one. */
final class PageMerge {
    private PageMerge() {}

    /**
     * The first {@code limit} rows of all pages, in order. A cell whose page ended with a cursor may hold more rows right
     * after it, so nothing beyond the first such cursor is delivered: it comes with the next page.
     */
    static ListPage merge(Collection<ListPage> pages, int limit) {
        Optional<Position> horizon =
                pages.stream().map(ListPage::next).filter(Objects::nonNull).min(Comparator.naturalOrder());
        List<Row> all = pages.stream()
                .flatMap(page -> page.rows().stream())
                .sorted(Comparator.comparing(Row::position))
                .toList();
        List<Row> delivered = all.stream()
                .filter(row -> horizon.isEmpty() || row.position().compareTo(horizon.get()) <= 0)
                .limit(limit)
                .toList();
        if (delivered.size() == all.size() && horizon.isEmpty()) {
            return new ListPage(delivered, null);
        }
        boolean cutByLimit = delivered.size() == limit;
        Position next = cutByLimit || horizon.isEmpty() ? delivered.getLast().position() : horizon.get();
        return new ListPage(delivered, next);
    }
}
