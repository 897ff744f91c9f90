package io.firebreak.router.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.assigner.CellId;
import io.firebreak.assigner.CellState;
import io.firebreak.assigner.TenantId;
import io.firebreak.router.routing.RoutedCell;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListCursorTest {
    private static final CellId ONE = new CellId("cell-1");
    private static final CellId TWO = new CellId("cell-2");
    private static final TenantId TENANT = new TenantId("t-1");

    private final CursorSeal seal = new CursorSeal("secret");

    @Test
    void leavesADeadCellWhereItWasAndTakesItUpThere() {
        ListCursor first = ListCursor.after(Optional.empty(), cells(2), Set.of(ONE, TWO), at(10));
        ListCursor without2 = ListCursor.after(Optional.of(first), cells(2), Set.of(ONE), at(20));
        ListCursor still = ListCursor.after(Optional.of(without2), cells(2), Set.of(ONE), at(30));
        assertThat(still.startOf(ONE)).contains(at(30));
        assertThat(still.startOf(TWO)).contains(at(10));

        ListCursor catchingUp = ListCursor.after(Optional.of(still), cells(2), Set.of(ONE, TWO), at(15));
        assertThat(catchingUp.startOf(ONE)).contains(at(30));
        assertThat(catchingUp.startOf(TWO)).contains(at(15));

        ListCursor together = ListCursor.after(Optional.of(catchingUp), cells(2), Set.of(ONE, TWO), at(40));
        assertThat(together).isEqualTo(new ListCursor(at(40), Map.of()));
    }

    @Test
    void startsACellAtItsBeginningThatHasNotAnsweredYet() {
        ListCursor cursor = ListCursor.after(Optional.empty(), cells(2), Set.of(ONE), at(20));
        assertThat(cursor.startOf(TWO)).isEmpty();
        assertThat(seal.open(seal.seal(cursor, ListShape.INSTANCES, TENANT), ListShape.INSTANCES, TENANT))
                .contains(cursor);
    }

    @Test
    void fitsIntoARequestLineHoweverManyCellsAreDead() {
        ListCursor first = ListCursor.after(Optional.empty(), cells(200), everyone(200), at(1));
        ListCursor cursor = ListCursor.after(Optional.of(first), cells(200), Set.of(ONE), at(Long.MAX_VALUE));
        assertThat(seal.seal(cursor, ListShape.INSTANCES, TENANT).length()).isLessThan(3_000);
        assertThat(seal.open(seal.seal(cursor, ListShape.INSTANCES, TENANT), ListShape.INSTANCES, TENANT))
                .contains(cursor);
    }

    @Test
    void isNothingToAnotherTenantUnderAnotherSecretOrChanged() {
        String sealed = seal.seal(
                ListCursor.after(Optional.empty(), cells(2), Set.of(ONE), at(20)), ListShape.INSTANCES, TENANT);
        assertThat(seal.open(sealed, ListShape.INSTANCES, new TenantId("t-2"))).isEmpty();
        assertThat(new CursorSeal("other").open(sealed, ListShape.INSTANCES, TENANT))
                .isEmpty();
        assertThat(seal.open(sealed, ListShape.AUDIT, TENANT)).isEmpty();
        byte[] bytes = Base64.getUrlDecoder().decode(sealed);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            assertThat(seal.open(Base64.getUrlEncoder().encodeToString(bytes), ListShape.INSTANCES, TENANT))
                    .isEmpty();
            bytes[i] ^= 1;
        }
        for (String none : List.of("", "x", "%%%", "MTc2NzIyNTYwMDAwMDAwMTppLTAwMDNhNDFiMjJjOTBkMWU1")) {
            assertThat(seal.open(none, ListShape.INSTANCES, TENANT)).isEmpty();
        }
    }

    private static Set<CellId> everyone(int count) {
        return Set.copyOf(cells(count).stream().map(RoutedCell::id).toList());
    }

    private static List<RoutedCell> cells(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new RoutedCell(new CellId("cell-" + n), n, "zone-1", CellState.ACTIVE, List.of()))
                .toList();
    }

    private static Position at(long micros) {
        return new Position(micros, "i-00010000000000001");
    }
}
