package io.firebreak.cell.lifecycle;

/** Why an instance is in its state, as its tenant reads it: who or what, then the words. */
enum StateReason {
    BY_TENANT("Client.UserInitiated"),
    SUPERSEDED("Server.Superseded"),
    HOST_SILENT("Server.HostSilent"),
    HOST_LOST("Server.HostLostInstance"),
    HOST_FENCED("Server.HostFenced"),
    HOST_REFUSED("Server.HostRefusedInstance"),
    RECOVERED("Server.Recovered"),
    BY_HOST("Server.HostInitiated");

    private final String code;

    StateReason(String code) {
        this.code = code;
    }

    String text(String words) {
        return code + ": " + words;
    }
}
