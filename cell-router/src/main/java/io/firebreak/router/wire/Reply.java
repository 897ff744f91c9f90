package io.firebreak.router.wire;

import io.netty.handler.codec.http.HttpHeaders;

/** A complete answer, of a cell or of the router itself. Its headers are clean: none of them belongs to a connection. */
public record Reply(int status, HttpHeaders headers, Body body) {}
