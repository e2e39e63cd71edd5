package whybounce.probe.home;

import java.util.List;

/** A mailbox in which new messages are looked for. Any number of looks follows one {@link #prepare}. */
interface Mailbox extends AutoCloseable {

    /** For one message the newest so many of a folder are looked at; for those that lie further back it is too late. */
    int FEW = 200;

    /** A message in the mailbox, as long as the look lasts. */
    interface Letter {

        String folder();

        boolean junk();

        HeaderFields header();

        /** The first {@code most} octets, of which the header is a part. */
        byte[] start(int most) throws Exception;
    }

    /** Is shown letters. */
    interface LetterReader {

        /** Whether it has seen what it looks for. */
        boolean read(Letter letter) throws Exception;
    }

    /** Remembers what is there already. */
    void prepare() throws MailboxTrouble;

    /** Shows {@code reader} each message that has come since, once, until it has seen enough. */
    void look(LetterReader reader) throws MailboxTrouble;

    /** The folders that were looked into, as the mailbox calls them. */
    List<String> folders();

    @Override
    void close();

    /**
     * The mailbox behind a log-in.
     *
     * @param most the newest so many messages of a folder are looked at
     */
    static Mailbox of(MailboxLogin login, int most) {
        return login.address().protocol().isImap() ? new ImapMailbox(login, most) : new Pop3Mailbox(login, most);
    }
}
