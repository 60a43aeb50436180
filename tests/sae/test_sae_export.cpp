// SPDX-License-Identifier: GPL-3.0-or-later
// Every form of SAE in every layout: refused with what would be lost, or read back and the same function.
#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/sae/export_form.h"
#include "core/tensor/tensor_archive.h"
#include "tests/sae/export_samples.h"

#include <array>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

constexpr std::array layouts = {SaeLayout::Saferscope, SaeLayout::Safer,  SaeLayout::Sparsify,
                                SaeLayout::SaeLens,    SaeLayout::OpenAi, SaeLayout::DictionaryLearning,
                                SaeLayout::GemmaScope};

bool mentions(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

std::string joined(const std::vector<std::string>& notes) {
    std::string all;
    for (const std::string& note : notes) {
        all += note + '\n';
    }
    return all;
}

/// Folder names by which some layouts tell the layer.
fs::path folderFor(const fs::path& root, const std::string& name, SaeLayout layout) {
    const fs::path folder = root / (name + "-" + saeLayoutName(layout));
    const std::string block = std::to_string(sampleLayer - 1);
    return layout == SaeLayout::Sparsify     ? folder / ("layers." + block)
           : layout == SaeLayout::GemmaScope ? folder / ("layer_" + block)
                                             : folder;
}

Result<ImportedSae> readBack(const fs::path& folder, SaeLayout layout) {
    SaeImportOptions options;
    options.layout = layout;
    if (layout == SaeLayout::Safer) {
        options.k = sampleK;
    }
    if (layout == SaeLayout::Safer || layout == SaeLayout::OpenAi) {
        options.layer = sampleLayer;
    }
    return importSae(layout == SaeLayout::OpenAi ? folder / "autoencoder.pt" : folder, options);
}

double largest(const at::Tensor& tensor) { return tensor.abs().max().item<double>(); }

/// What export and import together change: nothing, but for the rounding of folded biases and what notes announce.
void checkSame(const Sae& before, const Sae& after, SaeLayout layout, const std::string& name) {
    const at::Tensor h = sampleActivations();
    const SparseLatents one = before.encode(h, Sae::EncodePath::Plain);
    const SparseLatents two = after.encode(h, Sae::EncodePath::Plain);
    const SaeConfig& config = before.config();
    const bool signedLost =
        config.activation == SaeActivation::TopK && after.config().activation != SaeActivation::TopK;
    const bool epsilonChanged = config.inputEpsilon != after.config().inputEpsilon;
    const auto fail = [&](const std::string& what) {
        throw Failure(name + " as " + saeLayoutName(layout) + ": " + what, __FILE__, __LINE__);
    };
    const at::Tensor codes = denseCodes(one, config.latents);
    const double difference = largest(codes - denseCodes(two, config.latents));
    if (difference > (epsilonChanged ? 1e-4 : 2e-6)) {
        fail("codes differ by " + std::to_string(difference));
    }
    if (!at::equal(codes.gt(0), denseCodes(two, config.latents).gt(0))) {
        fail("other latents are active");
    }
    if (!signedLost && !epsilonChanged && !at::equal(one.indices, two.indices)) {
        fail("the order of latents differs");
    }
    if (signedLost) {  // on these activations some token has fewer than k positive latents, or the note says nothing
        return;
    }
    const double error = largest(before.reconstruct(h, one) - after.reconstruct(h, two));
    if (error > (epsilonChanged ? 1e-3 : 2e-5)) {
        fail("reconstructions differ by " + std::to_string(error));
    }
}

std::string contents(const TensorView* view) {
    CHECK(view != nullptr);
    return {reinterpret_cast<const char*>(view->data.data()), view->data.size()};
}

std::string contents(const at::Tensor& tensor) {
    const at::Tensor plain = tensor.contiguous();
    return {static_cast<const char*>(plain.data_ptr()), plain.nbytes()};
}

}  // namespace

TEST(every_form_in_every_layout_is_refused_or_the_same_when_read_back) {
    const TemporaryFolder root;
    int written = 0;
    int refused = 0;
    for (const SampleForm& form : sampleForms()) {
        const Sae sae = sampleSae(form);
        for (const SaeLayout layout : layouts) {
            const fs::path folder = folderFor(root.path(), form.name, layout);
            const auto notes = exportSae(sae, layout, folder, {"org/model", ""});
            if (!notes) {
                CHECK(notes.error().code == ErrorCode::Usage);
                CHECK(lostInLayout(sae.config(), layout).has_value());
                CHECK(mentions(notes.error().message, saeLayoutName(layout)));
                CHECK(mentions(notes.error().hint, "saferscope"));
                CHECK(!fs::exists(folder));
                ++refused;
                continue;
            }
            const auto imported = readBack(folder, layout);
            if (!imported) {
                throw Failure(form.name + " as " + saeLayoutName(layout) + ": " + imported.error().message, __FILE__,
                              __LINE__);
            }
            CHECK_EQ(imported->sae.config().layer, sampleLayer);
            CHECK_EQ(imported->sae.config().k, sae.config().k);
            checkSame(sae, imported->sae, layout, form.name);
            ++written;
        }
    }
    CHECK_EQ(written + refused, static_cast<int>(sampleForms().size() * layouts.size()));
    CHECK(written >= 50 && refused >= 30);
}

TEST(our_own_form_says_what_each_layout_changes) {
    const TemporaryFolder root;
    const Sae sae = sampleSae(sampleForms()[0]);
    const auto lens = exportSae(sae, SaeLayout::SaeLens, root.path() / "lens", {"org/model", ""});
    CHECK_OK(lens);
    CHECK(mentions(joined(*lens), "1e-05") && mentions(joined(*lens), "negative latents") &&
          mentions(joined(*lens), "sentence ends"));
    const auto openAi = exportSae(sae, SaeLayout::OpenAi, root.path() / "openai");
    CHECK_OK(openAi);
    CHECK(!mentions(joined(*openAi), "negative") && mentions(joined(*openAi), "layer = 3"));
    const auto safer = exportSae(sae, SaeLayout::Safer, root.path() / "safer");
    CHECK_OK(safer);
    CHECK_EQ(safer->size(), 1u);
    CHECK(mentions(safer->front(), "k = 6 and layer = 3"));
    for (const SaeLayout layout : {SaeLayout::Sparsify, SaeLayout::DictionaryLearning, SaeLayout::GemmaScope}) {
        const auto lost = exportSae(sae, layout, root.path() / "lost");
        CHECK(!lost);
        CHECK(mentions(lost.error().message, "standardises"));
        CHECK_EQ(lost.error().hint, "Layouts that keep what it computes: saferscope, safer, saelens, openai.");
    }
}

TEST(the_numbers_lie_where_each_library_looks) {
    const TemporaryFolder root;
    const Sae sae = sampleSae(sampleForms()[8]);  // plain-top-k-unit
    CHECK_EQ(sampleForms()[8].name, "plain-top-k-unit");
    CHECK_OK(exportSae(sae, SaeLayout::Sparsify, root.path() / "sparsify"));
    const auto sparsify = SafetensorsFile::open(root.path() / "sparsify" / "sae.safetensors");
    CHECK_OK(sparsify);
    CHECK(contents(sparsify->find("encoder.weight")) == contents(sae.encoder));
    CHECK(contents(sparsify->find("W_dec")) == contents(sae.decoder));
    const auto cfg = readJsonFile(root.path() / "sparsify" / "cfg.json");
    CHECK_OK(cfg);
    CHECK_EQ((*cfg)["k"], 6);
    CHECK_EQ((*cfg)["num_latents"], 80);
    CHECK_EQ((*cfg)["activation"], "topk");
    CHECK_EQ((*cfg)["normalize_decoder"], true);

    CHECK_OK(exportSae(sae, SaeLayout::SaeLens, root.path() / "lens", {"org/model", ""}));
    const auto lens = SafetensorsFile::open(root.path() / "lens" / "sae_weights.safetensors");
    CHECK_OK(lens);
    CHECK_EQ(lens->tensors().size(), 4u);
    CHECK(contents(lens->find("W_enc")) == contents(sae.encoder.t()));
    CHECK(contents(lens->find("W_dec")) == contents(sae.decoder));
    CHECK(contents(lens->find("b_enc")) == contents(sae.latentBias));
    const auto lensCfg = readJsonFile(root.path() / "lens" / "cfg.json");
    CHECK_OK(lensCfg);
    CHECK_EQ((*lensCfg)["architecture"], "topk");
    CHECK_EQ((*lensCfg)["metadata"]["hook_name"], "blocks.2.hook_resid_post");
    CHECK_EQ((*lensCfg)["metadata"]["model_name"], "org/model");
    CHECK_EQ((*lensCfg)["metadata"]["sae_lens_version"], "6.0.0");
    CHECK_EQ((*lensCfg)["normalize_activations"], "none");

    CHECK_OK(exportSae(sae, SaeLayout::DictionaryLearning, root.path() / "dl", {"org/model", ""}));
    const auto dl = TensorArchive::open(root.path() / "dl" / "ae.pt");
    CHECK_OK(dl);
    CHECK(contents(dl->find("decoder.weight")) == contents(sae.decoder.t()));
    CHECK(dl->find("k")->dtype == DType::I32 && dl->find("k")->shape.empty());
    const auto dlCfg = readJsonFile(root.path() / "dl" / "config.json");
    CHECK_OK(dlCfg);
    CHECK_EQ((*dlCfg)["trainer"]["dict_class"], "AutoEncoderTopK");
    CHECK_EQ((*dlCfg)["trainer"]["layer"], 2);

    const Sae own = sampleSae(sampleForms()[0]);
    CHECK_OK(exportSae(own, SaeLayout::OpenAi, root.path() / "openai"));
    const auto openAi = TensorArchive::open(root.path() / "openai" / "autoencoder.pt");
    CHECK_OK(openAi);
    CHECK(openAi->values().at("activation") == ArchiveValue(std::string("TopK")));
    CHECK(openAi->values().at("activation_state_dict.k") == ArchiveValue(std::int64_t{6}));
    CHECK(openAi->values().at("activation_state_dict.postact_fn") == ArchiveValue(std::string("Identity")));
    CHECK(contents(openAi->find("decoder.weight")) == contents(own.decoder.t()));
    CHECK(openAi->find("stats_last_nonzero")->dtype == DType::I64);
}

TEST(a_bias_is_folded_where_readers_treat_it_otherwise) {
    const TemporaryFolder root;
    const Sae sae = sampleSae({"jump", SaeInput::AsIs, SaeActivation::JumpRelu, true});
    const auto notes = exportSae(sae, SaeLayout::GemmaScope, root.path());
    CHECK_OK(notes);
    CHECK(mentions(joined(*notes), "folded") && mentions(joined(*notes), "layer_2"));
    const auto archive = TensorArchive::open(root.path() / "params.npz");
    CHECK_OK(archive);
    const at::Tensor folded =
        (sae.latentBias.to(at::kDouble) - at::mv(sae.encoder.to(at::kDouble), sae.preBias.to(at::kDouble)))
            .to(at::kFloat);
    CHECK(contents(archive->find("b_enc")) == contents(folded));
    CHECK(contents(archive->find("b_dec")) == contents(sae.preBias));
}

TEST(hooks_are_named_and_checked) {
    const TemporaryFolder root;
    Sae sae = sampleSae({"top-k", SaeInput::AsIs, SaeActivation::TopKRelu, true});
    const auto hookOf = [&](const std::string& folder) {
        const auto cfg = readJsonFile(root.path() / folder / "cfg.json");
        CHECK_OK(cfg);
        return (*cfg)["metadata"]["hook_name"];
    };
    CHECK_OK(exportSae(sae, SaeLayout::SaeLens, root.path() / "a", {"", "blocks.3.hook_resid_pre"}));
    CHECK_EQ(hookOf("a"), "blocks.3.hook_resid_pre");
    CHECK(!exportSae(sae, SaeLayout::SaeLens, root.path() / "b", {"", "blocks.3.hook_resid_post"}));
    CHECK(!exportSae(sae, SaeLayout::SaeLens, root.path() / "b", {"", "blocks.3.hook_mlp_out"}));
    CHECK(!fs::exists(root.path() / "b" / "cfg.json"));
    sae.config().layer = 0;
    CHECK_OK(exportSae(sae, SaeLayout::SaeLens, root.path() / "c"));
    CHECK_EQ(hookOf("c"), "blocks.0.hook_resid_pre");
    sae.config().layer = -1;
    const auto notes = exportSae(sae, SaeLayout::SaeLens, root.path() / "d");
    CHECK_OK(notes);
    CHECK(hookOf("d").is_null());
    CHECK(mentions(joined(*notes), "names no hook") && mentions(joined(*notes), "names no model"));
}

TEST(one_folder_holds_one_sae) {
    const TemporaryFolder root;
    const Sae sae = sampleSae({"top-k", SaeInput::AsIs, SaeActivation::TopKRelu, true, false, true});
    const fs::path folder = root.path() / "sae";
    for (const SaeLayout first : layouts) {
        if (!exportSae(sae, first, folder)) {
            continue;
        }
        CHECK_OK(writeFileAtomically(folder / "README.md", "kept"));
        CHECK_OK(exportSae(sae, first, folder));  // again: replaced
        for (const SaeLayout second : layouts) {
            if (second != first && !lostInLayout(sae.config(), second)) {
                const auto refused = exportSae(sae, second, folder);
                CHECK(!refused);
                CHECK(mentions(refused.error().message, "another layout"));
            }
        }
        CHECK(fs::exists(folder / "README.md"));
        fs::remove_all(folder);
    }
    Sae broken = sampleSae(sampleForms()[0]);
    broken.decoder[0][0] = std::nan("");
    const auto refused = exportSae(broken, SaeLayout::Safer, folder);
    CHECK(!refused);
    CHECK(!fs::exists(folder));
    CHECK_OK(writeFileAtomically(root.path() / "file", "no folder"));
    CHECK(!exportSae(sae, SaeLayout::Sparsify, root.path() / "file"));
}
