package whybounce.dns;

import java.net.InetAddress;

/** The questions we ask. Names may end in a dot or not; answers never do. */
public interface Dns {

    Answer<Mx> mx(String name);

    /** IPv4 and IPv6 addresses, as one answer. */
    Answer<InetAddress> addresses(String name);

    Answer<String> txt(String name);

    /** The names of an address (PTR). */
    Answer<String> names(InetAddress address);
}
