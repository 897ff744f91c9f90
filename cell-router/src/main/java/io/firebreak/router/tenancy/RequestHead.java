package io.firebreak.router.tenancy;

import java.util.List;

/** The head of a request, as far as a tenant can be read from it. */
public interface RequestHead {
    String method();

    /** Path and query as the client wrote them. */
    String uri();

    /** The values of a header, in the order they came; none when it is not there. */
    List<String> header(String name);
}
