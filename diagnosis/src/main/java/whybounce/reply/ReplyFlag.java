package whybounce.reply;

/** What was odd about a reply. An odd reply is kept and flagged, never dropped. */
public enum ReplyFlag {
    /** No byte at all. */
    EMPTY,
    /** A line without three digits in front. */
    LINE_WITHOUT_CODE,
    /** A line without a code that begins with one or two digits. */
    SHORT_CODE,
    /** A code outside 200 to 599. */
    CODE_OUT_OF_RANGE,
    /** Lines that do not share one code; the last line's counts. */
    MIXED_CODES,
    /** Something other than a space or a hyphen after the code. */
    ODD_SEPARATOR,
    /** Codes only: no line has a text. */
    NO_TEXT,
    /** The last line says that more follows. */
    UNFINISHED,
    /** A line that says it is the last one, with others behind it. */
    CONTINUED_AFTER_END,
    BARE_LF,
    BARE_CR,
    /** A control character other than a tab. */
    CONTROL_CHARACTER,
    NOT_ASCII,
    /** Not ASCII and not UTF-8: read as ISO 8859-1. */
    NOT_UTF8,
    /** A line over the 512 octets of RFC 5321 section 4.5.3.1.5. */
    LONG_LINE,
    /** Lines or bytes beyond the caps were left out. */
    CUT,
    /** The other side closed before the reply was whole. */
    CLOSED,
    /** The other side reset the connection before the reply was whole. */
    RESET,
    /** Silence before the reply was whole. */
    SILENCE,
    /** The time for the conversation was over before the reply was whole. */
    DEADLINE,
    /** It came without having been asked for. */
    UNSOLICITED
}
