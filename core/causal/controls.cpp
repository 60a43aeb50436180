// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/controls.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace saferscope {

namespace {

using FeatureList = std::vector<FeatureId>;

/// At least `enough` different sets of `size` out of `count`? Without overflow.
bool enoughSets(std::size_t count, std::size_t size, std::uint32_t enough) {
    const std::size_t smaller = std::min(size, count - size);
    double sets = 1.0;
    for (std::size_t i = 0; i < smaller && sets < enough; ++i) {
        sets = sets * static_cast<double>(count - i) / static_cast<double>(i + 1);
    }
    return sets + 0.5 >= enough;
}

FeatureList drawUniform(FeatureList living, std::size_t size, Random& random) {
    for (std::size_t i = 0; i < size; ++i) {
        std::swap(living[i], living[i + random.below(living.size() - i)]);
    }
    living.resize(size);
    return living;
}

/// Living features that are no members, with what they have in common with a member: how often they fire.
class Neighbourhood {
public:
    Neighbourhood(const FeatureList& living, std::span<const double> density) : m_living(living), m_density(density) {
        std::stable_sort(m_living.begin(), m_living.end(),
                         [&](FeatureId a, FeatureId b) { return density[a.value()] < density[b.value()]; });
    }

    /// The `count` nearest by log density that are not `used`. The nearest first.
    FeatureList nearest(FeatureId member, std::size_t count, const std::vector<bool>& used) const {
        const double own = m_density[member.value()];
        std::size_t above = static_cast<std::size_t>(
            std::lower_bound(m_living.begin(), m_living.end(), own,
                             [&](FeatureId id, double value) { return m_density[id.value()] < value; }) -
            m_living.begin());
        std::size_t below = above;
        FeatureList found;
        while (found.size() < count && (below > 0 || above < m_living.size())) {
            const bool down = above >= m_living.size() ||
                              (below > 0 && distance(m_living[below - 1], own) <= distance(m_living[above], own));
            const FeatureId id = down ? m_living[--below] : m_living[above++];
            if (!used[id.value()]) {
                found.push_back(id);
            }
        }
        return found;
    }

private:
    double distance(FeatureId id, double own) const {
        const double value = m_density[id.value()];
        // A dead member is as far from everything: the rarest living feature is nearest.
        return own > 0.0 ? std::abs(std::log(value / own)) : value;
    }
    FeatureList m_living;
    std::span<const double> m_density;
};

/// Members are replaced in a drawn order, so that none of them always has the first choice.
FeatureList drawMatched(const Neighbourhood& neighbourhood, const FeatureList& members, std::size_t features,
                        std::size_t neighbours, Random& random) {
    FeatureList order = members;
    random.shuffle(std::span<FeatureId>(order));
    std::vector<bool> used(features, false);
    FeatureList drawn;
    for (const FeatureId member : order) {
        // Those that this set has already are passed over and the next nearest take their place.
        const FeatureList near = neighbourhood.nearest(member, neighbours, used);
        const FeatureId id = near[random.below(near.size())];
        used[id.value()] = true;
        drawn.push_back(id);
    }
    return drawn;
}

/// Sets that all differ: a set that is drawn twice is one control and not two, and would make p smaller than the number
/// of controls allows. nullopt when they keep coming out the same.
template <class Draw>
std::optional<std::vector<FeatureList>> distinctSets(std::uint32_t count, std::uint64_t patience, const Draw& draw) {
    std::vector<FeatureList> sets;
    std::set<FeatureList> known;
    for (std::uint64_t repeats = 0; sets.size() < count;) {
        FeatureList set = draw();
        std::sort(set.begin(), set.end());
        if (known.insert(set).second) {
            sets.push_back(std::move(set));
        } else if (++repeats > patience) {
            return std::nullopt;
        }
    }
    return sets;
}

}  // namespace

const char* controlKindName(ControlKind kind) { return kind == ControlKind::Random ? "random" : "density"; }

Result<ControlKind> controlKindFromName(const std::string& name) {
    if (name == "random" || name == "density") {
        return name == "random" ? ControlKind::Random : ControlKind::Density;
    }
    return fail(ErrorCode::Usage, "\"" + name + "\" is no kind of control.", "Controls are random or density.");
}

Result<std::vector<std::vector<FeatureId>>> drawControls(std::span<const FeatureId> members,
                                                         std::span<const double> density,
                                                         const ControlOptions& options) {
    FeatureList own(members.begin(), members.end());
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    if (own.empty()) {
        return fail(ErrorCode::Usage, "An empty set of features has no controls.",
                    "Name the features to compare with.");
    }
    if (own.back().value() >= density.size()) {
        return fail(ErrorCode::InvalidInput, "Feature " + std::to_string(own.back().value()) +
                                                 " has no density: there are " + std::to_string(density.size()) +
                                                 " features.");
    }
    FeatureList living;
    for (std::uint32_t i = 0; i < density.size(); ++i) {
        if (density[i] > 0.0 && !std::binary_search(own.begin(), own.end(), FeatureId(i))) {
            living.emplace_back(i);
        }
    }
    if (living.size() < own.size() || !enoughSets(living.size(), own.size(), options.sets)) {
        return fail(ErrorCode::InvalidInput,
                    "Only " + std::to_string(living.size()) + " other features ever fire: too few for " +
                        std::to_string(options.sets) + " different control sets of " + std::to_string(own.size()) + ".",
                    "Ask for fewer controls, or take a smaller set.");
    }
    if (options.kind == ControlKind::Random) {
        Random random(options.seed);
        // As many sets as there are can take about sets * log(sets) draws.
        auto sets = distinctSets(options.sets, 100 + std::uint64_t{options.sets} * 40,
                                 [&] { return drawUniform(living, own.size(), random); });
        if (sets) {
            return std::move(*sets);
        }
    } else {
        const Neighbourhood neighbourhood(living, density);
        std::size_t neighbours = std::max<std::uint32_t>(1, options.neighbours);
        // Where a small set has too few neighbours for so many different sets, all of them are drawn from more.
        for (;; neighbours *= 2) {
            Random random(options.seed);
            const bool last = neighbours >= living.size();
            auto sets = distinctSets(options.sets, last ? 100 + std::uint64_t{options.sets} * 40 : options.sets, [&] {
                return drawMatched(neighbourhood, own, density.size(), neighbours, random);
            });
            if (sets) {
                return std::move(*sets);
            }
            if (last) {
                break;
            }
        }
    }
    return fail(ErrorCode::InvalidInput,
                "There are too few living features for " + std::to_string(options.sets) + " different control sets.",
                "Ask for fewer controls.");
}

ControlStanding standAmong(double effect, std::span<const double> controls) {
    ControlStanding standing;
    standing.controls = static_cast<std::uint32_t>(controls.size());
    const double sign = effect < 0.0 ? -1.0 : 1.0;
    double mean = 0.0;
    double squares = 0.0;
    std::uint32_t count = 0;
    for (const double control : controls) {
        // No effect has no direction: then every control is at least as far.
        standing.beyond += effect == 0.0 || sign * control >= sign * effect ? 1 : 0;
        const double distance = control - mean;
        mean += distance / static_cast<double>(++count);
        squares += distance * (control - mean);
    }
    standing.mean = mean;
    standing.p = static_cast<double>(1 + standing.beyond) / static_cast<double>(1 + count);
    if (count > 0) {
        standing.lowerThan = static_cast<double>(count - standing.beyond) / static_cast<double>(count);
    }
    if (count > 1) {
        standing.deviation = std::sqrt(squares / static_cast<double>(count - 1));
        standing.z = standing.deviation > 0.0 ? (effect - mean) / standing.deviation : 0.0;
    }
    return standing;
}

}  // namespace saferscope
