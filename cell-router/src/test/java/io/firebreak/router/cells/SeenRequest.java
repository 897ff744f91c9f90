package io.firebreak.router.cells;

import com.sun.net.httpserver.Headers;
import org.jspecify.annotations.Nullable;

/** A request as a fake cell got it. */
public record SeenRequest(String method, String uri, Headers headers, String body) {
    public @Nullable String header(String name) {
        return headers.getFirst(name);
    }
}
