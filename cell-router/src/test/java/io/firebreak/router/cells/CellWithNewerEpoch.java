package io.firebreak.router.cells;

import java.util.List;
import java.util.stream.Collectors;

/** Knows a newer shard of the tenant: answers 421 to older epochs and 200 to its own. */
public final class CellWithNewerEpoch extends CellThatAnswers {
    public CellWithNewerEpoch(String id, long epoch, List<String> shard) {
        super(request -> Long.toString(epoch).equals(request.header("Firebreak-Epoch"))
                ? Answer.of(200, "{\"cell\":\"%s\"}".formatted(id))
                : Answer.of(
                        421,
                        "{\"code\":\"WRONG_EPOCH\",\"epoch\":%d,\"cells\":[%s]}"
                                .formatted(
                                        epoch,
                                        shard.stream()
                                                .map(cell -> "\"" + cell + "\"")
                                                .collect(Collectors.joining(",")))));
    }
}
