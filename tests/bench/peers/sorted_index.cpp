// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/sorted_index.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>

namespace saferscope::bench {

namespace {

void fillToken(const SparseLatents& latents, std::int64_t row, std::vector<LatentEntry>& entries) {
    const std::int64_t k = latents.indices.size(1);
    const std::int64_t* const ids = latents.indices.data_ptr<std::int64_t>() + row * k;
    const float* const values = latents.values.data_ptr<float>() + row * k;
    for (std::int64_t i = 0; i < k; ++i) {
        if (values[i] > 0.0f) {
            entries.push_back({FeatureId(static_cast<std::uint32_t>(ids[i])), values[i]});
        }
    }
}

}  // namespace

PaddedRows sortedRows(std::vector<std::int64_t> lengths, std::size_t sequences) {
    std::sort(lengths.begin(), lengths.end());
    PaddedRows rows;
    for (std::size_t begin = 0; begin < lengths.size(); begin += sequences) {
        const std::size_t end = std::min(lengths.size(), begin + sequences);
        rows.padded += static_cast<std::int64_t>(end - begin) * lengths[end - 1];
        for (std::size_t i = begin; i < end; ++i) {
            rows.tokens += lengths[i];
        }
    }
    return rows;
}

SortedIndex::SortedIndex(const RewardModel& model, const Sae& sae)
    : m_decoder(model),
      m_sae(sae),
      m_encoder(sae.encoder.to(model.dtype())),
      m_latentBias(sae.latentBias.to(model.dtype())) {}

SparseLatents SortedIndex::encode(const at::Tensor& h) const {
    const at::Tensor wide = h.to(at::kFloat);
    const at::Tensor x = (wide - wide.mean({-1}, true)) / (wide.std({-1}, true, true) + 1e-6);
    const at::Tensor all = at::linear((x - m_sae.preBias).to(m_encoder.scalar_type()), m_encoder, m_latentBias);
    auto [values, indices] = at::topk(all.to(at::kFloat), m_sae.config().k, -1);
    return {indices.contiguous(), values.contiguous()};
}

void SortedIndex::runBatch(std::span<const Answer> answers, std::vector<PreparedPair>& pairs,
                           QualitySums& quality) const {
    const at::NoGradGuard noGradients;
    std::vector<std::vector<std::int32_t>> sequences;
    std::vector<std::int64_t> lengths;
    for (const Answer& answer : answers) {
        sequences.push_back(answer.ids);
        lengths.push_back(static_cast<std::int64_t>(answer.ids.size()));
    }
    const at::Tensor ids = padRight(sequences);
    const auto output = m_decoder.run(ids, lengths, m_sae.config().layer);
    std::vector<at::Tensor> tokens;
    for (std::int64_t row = 0; row < ids.size(0); ++row) {
        tokens.push_back(output.hidden.select(0, row).narrow(0, 0, lengths[static_cast<std::size_t>(row)]));
    }
    const at::Tensor h = at::cat(tokens);
    const SparseLatents latents = encode(h);
    const at::Tensor rewards = output.rewards.to(at::kFloat).contiguous();

    // The prompt comes twice, and is kept once.
    std::vector<std::int64_t> kept;
    std::vector<std::int64_t> sentenceEnds;
    std::int64_t row = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const bool chosen = answers[i].side == Side::Chosen;
        IndexedPair& record = pairs[answers[i].pair].record;
        (chosen ? record.rewardChosen : record.rewardRejected) = rewards.data_ptr<float>()[i];
        IndexedSegment& prompt = record.segments[0];
        if (!chosen) {
            row += static_cast<std::int64_t>(prompt.tokens.size());
        }
        for (IndexedSegment* segment : {chosen ? &prompt : nullptr, &record.segments[chosen ? 1 : 2]}) {
            for (std::size_t token = 0; segment != nullptr && token < segment->tokens.size(); ++token, ++row) {
                if (segment->tokens[token].sentenceEnd) {
                    sentenceEnds.push_back(static_cast<std::int64_t>(kept.size()));
                }
                kept.push_back(row);
                fillToken(latents, row, segment->latents[token]);
            }
        }
    }
    const at::Tensor rows = at::tensor(kept, at::kLong);
    const SparseLatents keptLatents{latents.indices.index_select(0, rows), latents.values.index_select(0, rows)};
    const at::Tensor keptHidden = h.index_select(0, rows);
    quality.add(keptHidden, m_sae.reconstruct(keptHidden, keptLatents), sentenceEnds);
}

Result<IndexManifest> SortedIndex::build(const PairEncoder& encoder, const std::vector<PreferencePair>& pairs,
                                         IndexManifest manifest, const std::filesystem::path& folder,
                                         std::size_t sequences) const {
    manifest.layer = m_sae.config().layer;
    manifest.k = m_sae.config().k;
    manifest.features = static_cast<std::uint32_t>(m_sae.config().latents);
    manifest.dateString = encoder.options().dateString;
    auto writer = IndexWriter::create(folder, manifest);
    if (!writer) {
        return failure(writer);
    }
    std::vector<PreparedPair> prepared;
    std::vector<Answer> answers;
    for (const PreferencePair& pair : pairs) {
        auto one = preparePair(encoder, pair, m_decoder.config().vocabularySize);
        if (!one) {
            return failure(one);
        }
        for (const Side side : {Side::Chosen, Side::Rejected}) {
            Answer answer{prepared.size(), side, one->tokens.prompt};
            const auto& own = side == Side::Chosen ? one->tokens.chosen : one->tokens.rejected;
            answer.ids.insert(answer.ids.end(), own.begin(), own.end());
            answers.push_back(std::move(answer));
        }
        prepared.push_back(std::move(*one));
    }
    std::stable_sort(answers.begin(), answers.end(),
                     [](const Answer& a, const Answer& b) { return a.ids.size() < b.ids.size(); });
    QualitySums quality(m_decoder.config().hiddenSize);
    for (std::span<const Answer> left = answers; !left.empty();) {
        const std::size_t count = std::min(sequences, left.size());
        runBatch(left.first(count), prepared, quality);
        left = left.subspan(count);
    }
    for (const PreparedPair& pair : prepared) {
        if (auto added = writer->add(pair.record); !added) {
            return failure(added);
        }
    }
    IndexManifest measured;
    measured.fvu = quality.fvu();
    writer->setQuality(measured);
    if (auto finished = writer->finish(); !finished) {
        return failure(finished);
    }
    const auto index = FeatureIndex::open(folder);
    if (!index) {
        return failure(index);
    }
    return (*index)->manifest();
}

}  // namespace saferscope::bench
