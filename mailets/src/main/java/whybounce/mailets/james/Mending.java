package whybounce.mailets.james;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where we do not do as James's RemoteDelivery does, because it loses or delays mail. Each can be switched off.
 *
 * @param notifyGroups one transaction with each recipient's own NOTIFY, and not one for each value until the first fails
 * @param greeting a 5xx greeting is final, and not tried again until the retries end
 * @param nextServer after a refusing greeting, EHLO, STARTTLS or AUTH the domain's next server is tried
 * @param nullMx a domain that says it takes no mail is not tried again
 * @param quota 552 at RCPT that speaks of a full mailbox is final; a bare one stays temporary
 */
record Mending(boolean notifyGroups, boolean greeting, boolean nextServer, boolean nullMx, boolean quota) {

    static final Mending ALL = new Mending(true, true, true, true, true);

    /** The parameters that are switched off. */
    List<String> off() {
        return Stream.of(
                        notifyGroups ? "" : "mendNotify",
                        greeting ? "" : "mendGreeting",
                        nextServer ? "" : "mendNextServer",
                        nullMx ? "" : "mendNullMx",
                        quota ? "" : "mendQuota")
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
