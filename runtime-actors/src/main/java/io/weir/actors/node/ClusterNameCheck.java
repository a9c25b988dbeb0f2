package io.weir.actors.node;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Lets only nodes of one cluster name join each other; see {@code pekko.cluster.configuration-compatibility-check}. Made by Pekko. */
public final class ClusterNameCheck extends JoinConfigCompatChecker {
    @Override
    public Seq<String> requiredKeys() {
        return CollectionConverters.asScala(List.of("weir.cluster.name")).toList();
    }

    @Override
    public ConfigValidation check(Config toCheck, Config actual) {
        return JoinConfigCompatChecker.fullMatch(requiredKeys(), toCheck, actual);
    }
}
