package whybounce.check;

/** What a finding is about; findings are grouped by it. */
public enum Subject {
    SPF("SPF: who may send for the domain"),
    DKIM("DKIM: signatures and their keys"),
    DMARC("DMARC: what receivers do with mail that proves nothing"),
    CONTENT("What a filter may dislike in the message: possible reasons, no verdict"),
    SENDING_HOST("The sending host"),
    MAIL_SERVERS("Where mail for the domain goes"),
    TLS_POLICY("Encryption that the domain asks for"),
    BLOCK_LISTS("Block lists"),
    MAIL_PROGRAMS("What mail programs need of their server");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
