package io.firebreak.chaos.docker;

import io.firebreak.chaos.docker.ContainerDetails.Settings;
import io.firebreak.chaos.region.ProcessKind;
import io.firebreak.chaos.region.RegionFile;
import java.net.URI;

/** Where an application of a compose region is, for those in its network: by the service's name, which it keeps. */
record ComposeUrls(ComposeService service, ContainerDetails details) {
    /** What docker-compose.yml sets. */
    private static final String USUAL_PORT = "8080";

    private static final String USUAL_MANAGEMENT_PORT = "9090";

    /** Tenants are served with TLS by a certificate of its own, the others by what they show each other. */
    URI api() {
        String tls = service.kind() == ProcessKind.ROUTER ? Settings.ROUTER_CERTIFICATE : Settings.IDENTITY;
        String scheme = details.setting(tls, "").isEmpty() ? "http" : "https";
        return URI.create("%s://%s:%s".formatted(scheme, service.host(), details.setting(Settings.PORT, USUAL_PORT)));
    }

    URI management() {
        return URI.create("http://%s:%s"
                .formatted(service.host(), details.setting(Settings.MANAGEMENT_PORT, USUAL_MANAGEMENT_PORT)));
    }

    RegionFile.App app() {
        return new RegionFile.App(api(), management(), details.pid());
    }
}
