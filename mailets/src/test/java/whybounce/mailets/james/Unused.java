package whybounce.mailets.james;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import org.apache.james.core.Domain;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;

/** James's services where a test does without them. */
final class Unused implements DNSService, DomainList {

    private static IllegalStateException asked() {
        return new IllegalStateException("not to be asked here");
    }

    @Override
    public Collection<String> findMXRecords(String hostname) {
        throw asked();
    }

    @Override
    public Collection<String> findTXTRecords(String hostname) {
        throw asked();
    }

    @Override
    public Collection<InetAddress> getAllByName(String host) {
        throw asked();
    }

    @Override
    public InetAddress getByName(String host) {
        throw asked();
    }

    @Override
    public InetAddress getLocalHost() {
        throw asked();
    }

    @Override
    public String getHostName(InetAddress address) {
        throw asked();
    }

    @Override
    public List<Domain> getDomains() {
        throw asked();
    }

    @Override
    public boolean containsDomain(Domain domain) {
        throw asked();
    }

    @Override
    public void addDomain(Domain domain) {
        throw asked();
    }

    @Override
    public void removeDomain(Domain domain) {
        throw asked();
    }

    @Override
    public Domain getDefaultDomain() {
        throw asked();
    }
}
