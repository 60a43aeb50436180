// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/preferred_base.h"

#include "core/data/mapped_members.h"
#include "core/data/record_splitter.h"

namespace saferscope {

Result<PreferredBase> findPreferredBase(const std::filesystem::path& path, const PairMapping& mapping,
                                        std::uint64_t maxLineBytes, std::uint64_t maxTotalBytes) {
    auto ahead = RecordSplitter::open(path, maxLineBytes, maxTotalBytes);
    if (!ahead) {
        return failure(ahead);
    }
    bool ones = false;
    while (true) {
        const auto raw = ahead->next();
        if (!raw) {
            return failure(raw);
        }
        if (!*raw) {
            break;
        }
        const auto record = (*raw)->problem.empty() ? parseJson((*raw)->text, "a record") : Result<Json>(Json());
        const Json* value = record ? memberAt(*record, mapping.preferred) : nullptr;
        if (value == nullptr) {
            continue;
        }
        const auto number = preferredNumber(*value);
        if (!number && preferredSide(*value, mapping, false)) {
            return PreferredBase::Words;
        }
        if (number == 0 || number == 2) {
            return number == 2 ? PreferredBase::One : PreferredBase::Zero;
        }
        ones = ones || number == 1;
    }
    if (!ones) {
        return PreferredBase::Words;
    }
    return fail(ErrorCode::InvalidInput,
                "\"" + mapping.preferred + "\" is 1 in every record of " + path.string() +
                    ": that may be the second of 0 and 1, or the first of 1 and 2.",
                "All records prefer the same answer: map it as chosen and leave \"preferred\" out.");
}

}  // namespace saferscope
