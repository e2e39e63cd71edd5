package whybounce.probe.home;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Message;

/** A mailbox by POP3 (RFC 1939), which shows the inbox only. Each look is a session: another would see nothing new. */
final class Pop3Mailbox implements Mailbox {

    private static final String INBOX = "INBOX";

    private final MailServer server;
    private final int most;
    private final Set<String> seen = new HashSet<>();

    Pop3Mailbox(MailboxLogin login, int most) {
        this.server = new MailServer(login);
        this.most = most;
    }

    @Override
    public void prepare() throws MailboxTrouble {
        server.within(() -> newest((folder, message) -> {
            seen.add(folder.getUID(message));
            return false;
        }));
    }

    @Override
    public void look(LetterReader reader) throws MailboxTrouble {
        server.within(() -> newest((folder, message) -> {
            var uid = folder.getUID(message);
            if (seen.contains(uid)) {
                return false;
            }
            boolean enough = reader.read(new InMaildrop(message, HeaderFields.read(message.top(0))));
            seen.add(uid);
            return enough;
        }));
    }

    private interface Visitor {
        boolean visit(POP3Folder folder, POP3Message message) throws Exception;
    }

    private void newest(Visitor visitor) throws Exception {
        try (var store = server.connect();
                var folder = (POP3Folder) store.getFolder(INBOX)) {
            folder.open(Folder.READ_ONLY);
            int count = folder.getMessageCount();
            var newest = count == 0 ? new Message[0] : folder.getMessages(Math.max(1, count - most + 1), count);
            for (var message : Arrays.asList(newest)) {
                if (visitor.visit(folder, (POP3Message) message)) {
                    return;
                }
            }
        }
    }

    private record InMaildrop(POP3Message message, HeaderFields header) implements Letter {
        @Override
        public String folder() {
            return INBOX;
        }

        @Override
        public boolean junk() {
            return false;
        }

        @Override
        public byte[] start(int most) throws Exception {
            // A line of a notification seldom has fewer octets than that.
            try (var in = message.top(most / FEWEST_OCTETS)) {
                return in.readNBytes(most);
            }
        }

        private static final int FEWEST_OCTETS = 40;
    }

    @Override
    public List<String> folders() {
        return List.of(INBOX);
    }

    @Override
    public void close() {
        // No session outlives a look.
    }
}
