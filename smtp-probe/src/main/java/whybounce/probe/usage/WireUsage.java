package whybounce.probe.usage;

import java.util.List;
import whybounce.probe.usage.CommandUsage.Group;

/** Those options of {@code send} that change what goes over the wire. */
final class WireUsage {

    static final Group LINK = Group.of(
            "What is spoken, from where and for whom",
            Option.of(
                    "--protocol",
                    "NAME",
                    List.of("ESMTP", "SMTP", "LMTP"),
                    "SMTP says HELO and uses no extension; LMTP needs --server and --port"),
            Option.flag(
                    "--every-address",
                    "talk with each address of each server, IPv4 and IPv6, although the first one answers; stops after "
                            + "RCPT, or where --quit-after says"),
            Option.flag("--send-each", "with --every-address: send the message to each of them"),
            Option.with("--local-interface", "ADDRESS", "our own address to connect from"),
            Option.with(
                    "--proxy-source", "ADDRESS", "say as a proxy does that this is the client (the PROXY protocol)"),
            Option.of("--proxy-version", "N", List.of("1", "2"), "of that protocol (1)"),
            Option.with("--proxy-source-port", "N", "the client's port"),
            Option.with("--proxy-dest", "ADDRESS", "whom the client wanted; otherwise the server"),
            Option.with("--proxy-dest-port", "N", "its port"),
            Option.with(
                    "--xclient",
                    "\"NAME=VALUE ...\"",
                    "tell a server that trusts us who its client is (Postfix's XCLIENT)"),
            Option.with("--xclient-addr", "ADDRESS", "one attribute of it: the client's address"),
            Option.with("--xclient-name", "NAME", "its name in the DNS"),
            Option.with("--xclient-reverse-name", "NAME", "its name, not looked up again"),
            Option.with("--xclient-port", "N", "its port"),
            Option.with("--xclient-proto", "NAME", "SMTP or ESMTP"),
            Option.with("--xclient-helo", "NAME", "what it says in HELO"),
            Option.with("--xclient-login", "NAME", "who it is by AUTH"),
            Option.with("--xclient-destaddr", "ADDRESS", "the server's address, as it sees it"),
            Option.with("--xclient-destport", "N", "the server's port, as it sees it"));

    static final Group ENVELOPE = Group.of(
            "What MAIL and RCPT say besides; where it is not offered, nothing is sent",
            Option.with("--size", "OCTETS", "SIZE, instead of the message's"),
            Option.of("--body-type", "TYPE", List.of("7BIT", "8BITMIME", "BINARYMIME"), "BODY, instead of 8BITMIME"),
            Option.flag("--smtputf8", "SMTPUTF8, also where the addresses do not need it"),
            Option.of("--ret", "WHAT", List.of("FULL", "HDRS"), "RET: what a report is to return"),
            Option.with("--envid", "ID", "ENVID: a name for the message, which a report tells"),
            Option.with("--notify", "WHEN", "NOTIFY: never, or some of success,failure,delay"),
            Option.with("--orcpt", "ADDRESS", "ORCPT: the recipient that was meant"),
            Option.flag("--requiretls", "REQUIRETLS; a certificate that does not hold ends it"),
            Option.flag("--chunking", "send the message by BDAT instead of DATA"));

    private WireUsage() {}
}
