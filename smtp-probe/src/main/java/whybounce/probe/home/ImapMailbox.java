package whybounce.probe.home;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.BODY;

/** A mailbox by IMAP (RFC 9051): inbox and junk folder, opened to read only. */
final class ImapMailbox implements Mailbox {

    private final MailServer server;
    private final int most;

    /** The folders looked into, each with the UID from which on messages are new. */
    private final Map<JunkFolders.Place, Long> marks = new LinkedHashMap<>();

    private Optional<Store> open = Optional.empty();

    ImapMailbox(MailboxLogin login, int most) {
        this.server = new MailServer(login);
        this.most = most;
    }

    @Override
    public void prepare() throws MailboxTrouble {
        server.within(() -> {
            var store = store();
            for (var place : JunkFolders.withInbox(store.getDefaultFolder().list("*"))) {
                var folder = (IMAPFolder) store.getFolder(place.name());
                folder.open(Folder.READ_ONLY);
                marks.put(place, folder.getUIDNext());
                folder.close(false);
            }
        });
    }

    @Override
    public void look(LetterReader reader) throws MailboxTrouble {
        server.within(() -> {
            var store = store();
            for (var mark : marks.entrySet()) {
                if (look(store, mark, reader)) {
                    return;
                }
            }
        });
    }

    private boolean look(Store store, Map.Entry<JunkFolders.Place, Long> mark, LetterReader reader) throws Exception {
        var place = mark.getKey();
        try (var folder = (IMAPFolder) store.getFolder(place.name())) {
            folder.open(Folder.READ_ONLY);
            var fresh = folder.getMessagesByUID(mark.getValue(), UIDFolder.LASTUID);
            for (var message : Arrays.asList(fresh).subList(Math.max(0, fresh.length - most), fresh.length)) {
                long uid = folder.getUID(message);
                // RFC 9051 section 6.4.9: 99:* has the last message in it, whatever its UID.
                if (uid < mark.getValue()) {
                    continue;
                }
                var header = HeaderFields.parse(peek(folder, message, "HEADER", HeaderFields.MOST_OCTETS));
                boolean enough = reader.read(new InFolder(place, folder, message, header));
                mark.setValue(uid + 1);
                if (enough) {
                    return true;
                }
            }
        }
        return false;
    }

    private static byte[] peek(IMAPFolder folder, Message message, String section, int most) throws MessagingException {
        var body = (BODY) folder.doCommand(protocol -> protocol.peekBody(message.getMessageNumber(), section, 0, most));
        var octets = body == null ? null : body.getByteArrayInputStream();
        return octets == null ? new byte[0] : octets.readAllBytes();
    }

    private record InFolder(JunkFolders.Place place, IMAPFolder in, Message message, HeaderFields header)
            implements Letter {
        @Override
        public String folder() {
            return place.name();
        }

        @Override
        public boolean junk() {
            return place.junk();
        }

        @Override
        public byte[] start(int most) throws MessagingException {
            return peek(in, message, "", most);
        }
    }

    private Store store() throws MessagingException {
        if (open.filter(Store::isConnected).isEmpty()) {
            close();
            open = Optional.of(server.connect());
        }
        return open.orElseThrow();
    }

    @Override
    public List<String> folders() {
        return marks.keySet().stream().map(JunkFolders.Place::name).toList();
    }

    @Override
    public void close() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (MessagingException gone) {
            // It is closed then.
        }
        open = Optional.empty();
    }
}
