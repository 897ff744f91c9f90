package io.firebreak.chaos.bench.router;

import io.firebreak.chaos.bench.OsProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** nginx as a bare proxy: no log, kept connections on both sides, one worker per event loop. */
record NginxProxy(int upstream) implements Proxy {
    private static final String PROGRAM = "nginx";

    @Override
    public String name() {
        return PROGRAM;
    }

    @Override
    public Optional<String> missing() {
        return Programs.find(PROGRAM).isPresent()
                ? Optional.empty()
                : Optional.of("nginx is not installed: Debian package nginx");
    }

    @Override
    public OsProcess start(int eventLoops, int port, Path directory) throws IOException {
        Path configuration = directory.resolve("nginx.conf");
        Files.createDirectories(directory);
        Files.writeString(configuration, configuration(eventLoops, port, directory));
        return OsProcess.start(
                List.of(
                        Programs.find(PROGRAM).orElseThrow().toString(),
                        "-e",
                        directory.resolve("error.log").toString(),
                        "-p",
                        directory.toString(),
                        "-c",
                        configuration.toString()),
                Map.of(),
                directory,
                directory.resolve("nginx.log"));
    }

    /** Its workers would give up the rights of a user that may not even read the directory, so they keep those they have. */
    private String configuration(int workers, int port, Path directory) {
        return """
                daemon off;
                master_process %s;
                worker_processes %d;
                %s
                pid %s/nginx.pid;
                events {
                    worker_connections 4096;
                }
                http {
                    access_log off;
                    client_body_temp_path %4$s/body;
                    proxy_temp_path %4$s/proxy;
                    fastcgi_temp_path %4$s/fastcgi;
                    uwsgi_temp_path %4$s/uwsgi;
                    scgi_temp_path %4$s/scgi;
                    keepalive_requests 1000000000;
                    keepalive_timeout 1h;
                    upstream cells {
                        server 127.0.0.1:%d;
                        keepalive 512;
                        keepalive_requests 1000000000;
                        keepalive_timeout 1h;
                    }
                    server {
                        listen 127.0.0.1:%d;
                        location / {
                            proxy_pass http://cells;
                            proxy_http_version 1.1;
                            proxy_set_header Connection "";
                        }
                    }
                }
                """.formatted(
                        workers == 1 ? "off" : "on",
                        workers,
                        System.getProperty("user.name").equals("root") ? "user root;" : "",
                        directory,
                        upstream,
                        port);
    }
}
