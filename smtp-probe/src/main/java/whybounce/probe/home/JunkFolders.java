package whybounce.probe.home;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** Finds the folder for junk among those of a mailbox. */
final class JunkFolders {

    /** What servers and programs call it that do not mark it. */
    private static final Set<String> NAMES =
            Set.of("junk", "spam", "junk e-mail", "junk email", "junk mail", "bulk", "bulk mail", "spamverdacht");

    /** More folders for junk than anybody has. */
    private static final int MOST = 5;

    /** A folder to look into. */
    record Place(String name, boolean junk) {}

    /**
     * A folder as LIST tells it.
     *
     * @param label the last part of its name
     */
    record Listed(String name, String label, Set<String> attributes) {}

    private JunkFolders() {}

    static List<Place> withInbox(Folder[] folders) throws MessagingException {
        var listed = new ArrayList<Listed>();
        for (var folder : folders) {
            listed.add(
                    new Listed(folder.getFullName(), folder.getName(), Set.of(((IMAPFolder) folder).getAttributes())));
        }
        return places(listed);
    }

    /** The inbox, then what is marked as junk (RFC 6154 section 2); where nothing is, what is called so. */
    static List<Place> places(List<Listed> folders) {
        var places = new ArrayList<Place>();
        places.add(new Place("INBOX", false));
        var marked = folders.stream().filter(JunkFolders::isMarked).toList();
        (marked.isEmpty() ? folders.stream().filter(JunkFolders::isCalledSo) : marked.stream())
                .limit(MOST)
                .forEach(folder -> places.add(new Place(folder.name(), true)));
        return places;
    }

    private static boolean isMarked(Listed folder) {
        return folder.attributes().stream().anyMatch("\\Junk"::equalsIgnoreCase);
    }

    private static boolean isCalledSo(Listed folder) {
        return NAMES.contains(folder.label().toLowerCase(Locale.ROOT));
    }
}
