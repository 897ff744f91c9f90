package io.firebreak.router.standalone;

import io.firebreak.router.table.TableFeed;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.stereotype.Component;

/** {@code /actuator/standalone}: which state of the file is in use; a POST reads it now. 404 where there is no file. */
@Component
@WebEndpoint(id = "standalone")
class StandaloneEndpoint {
    private static final int CONFLICT = 409;

    private final TableFeed feed;

    StandaloneEndpoint(TableFeed feed) {
        this.feed = feed;
    }

    /**
     * What came of a POST.
     *
     * @param result accepted, unchanged or refused
     * @param why of a refusal
     */
    record Answer(String result, @Nullable String why, FileStatus file) {}

    @ReadOperation
    WebEndpointResponse<FileStatus> status() {
        return feed instanceof StandaloneTables tables
                ? new WebEndpointResponse<>(tables.status())
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }

    @WriteOperation
    WebEndpointResponse<Answer> reload(@Nullable Boolean force) {
        if (!(feed instanceof StandaloneTables tables)) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        return switch (tables.reload(Boolean.TRUE.equals(force))) {
            case ReloadResult.Accepted(long version) ->
                new WebEndpointResponse<>(new Answer("accepted", null, tables.status()));
            case ReloadResult.Unchanged() -> new WebEndpointResponse<>(new Answer("unchanged", null, tables.status()));
            case ReloadResult.Refused(String why) ->
                new WebEndpointResponse<>(new Answer("refused", why, tables.status()), CONFLICT);
        };
    }
}
