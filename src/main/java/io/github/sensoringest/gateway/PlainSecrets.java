package io.github.sensoringest.gateway;

import java.util.Set;
import org.apache.camel.component.kamelet.KameletEndpointUriFactory;

/**
 * Has Camel take the secrets among the parameters of kamelets as they are. It makes a URI of the
 * parameters before it knows what the placeholders in them stand for, and so would take a {@code
 * &}, {@code +} or {@code %} of a password for a part of the URI. Camel knows the secrets of its
 * own components; those of kamelets it does not.
 */
final class PlainSecrets extends KameletEndpointUriFactory {
  /** The name that it has among the beans. */
  static final String NAME = "plainSecrets";

  private static final Set<String> SECRETS =
      Set.of("authorization", "keyStorePassword", "password", "token", "userName");

  @Override
  public Set<String> secretPropertyNames() {
    return SECRETS;
  }
}
