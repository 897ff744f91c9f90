package io.firebreak.router.edge;

/** The errors the router makes itself; those of cells pass through. The names are part of the API. */
enum ProblemCode {
    BAD_REQUEST(400, "The request cannot be read"),
    INVALID_PARAMETER(400, "A parameter has a value that is not accepted"),
    UNAUTHENTICATED(401, "The key is not valid"),
    NOT_FOUND(404, "There is nothing at this path"),
    INSTANCE_NOT_FOUND(404, "There is no such instance"),
    METHOD_NOT_ALLOWED(405, "This path does not take this method"),
    TENANT_MISSING(400, "The request names no tenant"),
    TENANT_UNCLEAR(400, "The request names no tenant clearly"),
    TENANT_UNKNOWN(404, "There is no such tenant"),
    REQUEST_TIMEOUT(408, "The body did not arrive in time"),
    BODY_TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The request line is too long"),
    EXPECTATION_FAILED(417, "The expectation cannot be met"),
    TOO_MANY_REQUESTS(429, "The tenant sends too many requests"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL_ERROR(500, "The router has a defect"),
    NOT_IMPLEMENTED(501, "There is no such method"),
    CELL_UNAVAILABLE(503, "No cell that can answer this is reachable"),
    OVERLOADED(503, "The router has too much to do"),
    TABLE_UNAVAILABLE(503, "The router does not know its cells yet"),
    VERSION_NOT_SUPPORTED(505, "This version of HTTP is not spoken here");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
