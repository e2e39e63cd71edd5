package whybounce.dns;

import java.net.InetAddress;

/** A type of DNS record that we ask for, and the value in which one is answered. */
public final class RecordType<R> {

    public static final RecordType<Mx> MX = new RecordType<>("MX", Mx.class);
    public static final RecordType<InetAddress> A = new RecordType<>("A", InetAddress.class);
    public static final RecordType<InetAddress> AAAA = new RecordType<>("AAAA", InetAddress.class);

    /**
     * A text: the strings of one record without anything between them (RFC 7208 section 3.3), a character for an octet.
     */
    public static final RecordType<String> TXT = new RecordType<>("TXT", String.class);

    public static final RecordType<String> PTR = new RecordType<>("PTR", String.class);

    /** The name that an alias stands for; asked for by itself it is not followed. */
    public static final RecordType<String> CNAME = new RecordType<>("CNAME", String.class);

    public static final RecordType<Tlsa> TLSA = new RecordType<>("TLSA", Tlsa.class);

    private final String name;
    private final Class<R> value;

    private RecordType(String name, Class<R> value) {
        this.name = name;
        this.value = value;
    }

    R cast(Object record) {
        return value.cast(record);
    }

    /** As a zone file and {@code dig} have it. */
    @Override
    public String toString() {
        return name;
    }
}
